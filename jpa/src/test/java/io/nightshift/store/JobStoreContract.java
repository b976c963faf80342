package io.nightshift.store;

import static io.nightshift.store.AJob.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightshift.api.job.AttemptError.Kind;
import io.nightshift.api.job.JobId;
import io.nightshift.store.move.JdbcJobStore;
import io.nightshift.store.node.JdbcNodeStore;
import io.nightshift.store.node.NodeStore;
import io.nightshift.store.port.Claimed;
import io.nightshift.store.port.Finished;
import io.nightshift.store.port.Finished.Ending;
import io.nightshift.store.port.Inserted;
import io.nightshift.store.port.JobStore;
import io.nightshift.store.port.NewJob;
import io.nightshift.store.sql.JoinedTransactor;
import io.nightshift.store.sql.OwnTransactor;
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
public abstract class JobStoreContract {

    protected static final Set<String> TYPES = Set.of("test.noop");
    protected static final Duration LEASE = Duration.ofMinutes(1);

    protected final TestDatabase database = database();
    protected final Places places = new Places(database);
    protected final OwnTransactor own = new OwnTransactor(database.source());
    protected final JtaThread jta = new JtaThread(database.source());
    protected final JobStore store = new JdbcJobStore(own, database.moves(), AJob.IDS);
    protected final JobStore joined =
            new JdbcJobStore(new JoinedTransactor(jta.dataSource()), database.moves(), AJob.IDS);
    protected final NodeStore nodes = new JdbcNodeStore(own);
    protected final UUID node = UUID.randomUUID();

    protected abstract TestDatabase database();

    @BeforeEach
    protected void startWithOneNode() {
        database.empty();
        nodes.register(node, "one", "0", 16, TYPES, LEASE);
    }

    @AfterEach
    void everyJobLiesInOnePlace() {
        places.check();
    }

    protected JobId stored(AJob job) {
        Inserted inserted = store.insert(List.of(job.build())).get(0);
        assertThat(inserted.kind()).isEqualTo(Inserted.Kind.CREATED);
        return inserted.id();
    }

    protected List<JobId> stored(int count) {
        List<NewJob> jobs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            jobs.add(aJob().build());
        }
        return store.insert(jobs).stream().map(Inserted::id).toList();
    }

    @Nullable
    protected Claimed claimOrNull(int limit) {
        return store.claim(node, "default", TYPES, limit, null);
    }

    protected Claimed claim(int limit) {
        return Objects.requireNonNull(claimOrNull(limit), "nothing was claimed");
    }

    /** A job that runs its first attempt, with its claim. */
    protected Claimed running(AJob job) {
        stored(job);
        return claim(1);
    }

    protected static Claimed.Job only(Claimed claimed) {
        assertThat(claimed.jobs()).hasSize(1);
        return claimed.jobs().get(0);
    }

    protected static Finished ended(Claimed claimed, Claimed.Job job, Ending ending) {
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

    protected Set<JobId> finish(Claimed claimed, Ending ending) {
        return store.finish(
                node,
                claimed.jobs().stream().map(job -> ended(claimed, job, ending)).toList());
    }

    protected static Ending succeeded() {
        return new Finished.Succeeded("{\"ok\":true}");
    }

    protected static Ending failed() {
        return failed(Duration.ZERO);
    }

    protected static Ending failed(Duration retryIn) {
        return new Finished.Failed(Kind.FAILED, error(), retryIn, false);
    }

    protected static Finished.Error error() {
        return new Finished.Error("java.lang.IllegalStateException", "it\0broke", "at a.B.c");
    }

    /** Runs the first move in a transaction that stays open until the second has been waiting for a while. */
    protected <T> List<T> afterUncommitted(Callable<? extends T> first, Callable<? extends T> second) {
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

    protected void started(JobId id, int attempt, String on) {
        store.started(List.of(new JobStore.Started(id, attempt, Duration.ofMillis(10))), on);
    }

    /** Lets the lease of the node end. */
    protected void loseNode() {
        database.execute(
                "update node set lease_until = current_timestamp - interval '1' second where incarnation = ?", node);
    }

    protected void reviveNode() {
        nodes.heartbeat(node, 0, LEASE);
    }
}
