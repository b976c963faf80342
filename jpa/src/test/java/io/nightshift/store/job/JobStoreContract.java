package io.nightshift.store.job;

import static io.nightshift.store.job.AJob.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightshift.api.job.AttemptError.Kind;
import io.nightshift.api.job.JobId;
import io.nightshift.store.JtaThread;
import io.nightshift.store.Places;
import io.nightshift.store.TestDatabase;
import io.nightshift.store.dialect.JoinedTransactor;
import io.nightshift.store.dialect.OwnTransactor;
import io.nightshift.store.job.Finished.Ending;
import io.nightshift.store.node.JdbcNodeStore;
import io.nightshift.store.node.NodeStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What the tests of all moves share: a store, a node, and the check that each job lies in one place. */
abstract class JobStoreContract {

    static final Set<String> TYPES = Set.of("test.noop");
    static final Duration LEASE = Duration.ofMinutes(1);

    final TestDatabase database = database();
    final Places places = new Places(database);
    final OwnTransactor own = new OwnTransactor(database.source());
    final JtaThread jta = new JtaThread(database.source());
    final JobStore store = new JdbcJobStore(own, database.dialect(), AJob.IDS);
    final JobStore joined = new JdbcJobStore(new JoinedTransactor(jta.dataSource()), database.dialect(), AJob.IDS);
    final NodeStore nodes = new JdbcNodeStore(own);
    final UUID node = UUID.randomUUID();

    abstract TestDatabase database();

    @BeforeEach
    void startWithOneNode() {
        database.empty();
        nodes.register(node, "one", "0", 16, TYPES, LEASE);
    }

    @AfterEach
    void everyJobLiesInOnePlace() {
        places.check();
    }

    JobId stored(AJob job) {
        Inserted inserted = store.insert(List.of(job.build())).get(0);
        assertThat(inserted.kind()).isEqualTo(Inserted.Kind.CREATED);
        return inserted.id();
    }

    List<JobId> stored(int count) {
        List<NewJob> jobs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            jobs.add(aJob().build());
        }
        return store.insert(jobs).stream().map(Inserted::id).toList();
    }

    @Nullable
    Claimed claimOrNull(int limit) {
        return store.claim(node, "default", TYPES, limit, null);
    }

    Claimed claim(int limit) {
        return Objects.requireNonNull(claimOrNull(limit), "nothing was claimed");
    }

    /** A job that runs its first attempt, with its claim. */
    Claimed running(AJob job) {
        stored(job);
        return claim(1);
    }

    static Claimed.Job only(Claimed claimed) {
        assertThat(claimed.jobs()).hasSize(1);
        return claimed.jobs().get(0);
    }

    static Finished ended(Claimed claimed, Claimed.Job job, Ending ending) {
        return new Finished(
                claimed.id(),
                job.id(),
                job.attempt(),
                job.maxAttempts(),
                Duration.ofMillis(20),
                Duration.ofMillis(5),
                "one",
                ending,
                job.keyed());
    }

    Set<JobId> finish(Claimed claimed, Ending ending) {
        return store.finish(
                node,
                claimed.jobs().stream().map(job -> ended(claimed, job, ending)).toList());
    }

    static Ending succeeded() {
        return new Finished.Succeeded("{\"ok\":true}");
    }

    static Ending failed() {
        return failed(Duration.ZERO);
    }

    static Ending failed(Duration retryIn) {
        return new Finished.Failed(Kind.FAILED, error(), retryIn, false);
    }

    static Finished.Error error() {
        return new Finished.Error("java.lang.IllegalStateException", "it\0broke", "at a.B.c");
    }

    /** Runs the first move in a transaction that stays open until the second has been waiting for a while. */
    <T> List<T> afterUncommitted(Callable<? extends T> first, Callable<? extends T> second) {
        CountDownLatch moved = new CountDownLatch(1);
        return Together.run(2, i -> {
            if (i == 1) {
                moved.await();
                return second.call();
            }
            List<T> answer = new ArrayList<>();
            jta.transaction(() -> {
                answer.add(first.call());
                moved.countDown();
                Thread.sleep(300);
                return true;
            });
            return answer.get(0);
        });
    }

    void started(JobId id, int attempt, String on) {
        store.started(List.of(new JobStore.Started(id, attempt, Duration.ofMillis(10))), on);
    }

    /** Lets the lease of the node end. */
    void loseNode() {
        database.execute(
                "update node set lease_until = current_timestamp - interval '1' second where incarnation = ?", node);
    }

    void reviveNode() {
        nodes.heartbeat(node, 0, LEASE);
    }
}
