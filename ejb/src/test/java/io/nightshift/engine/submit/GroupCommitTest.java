package io.nightshift.engine.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.nightshift.engine.fake.MemoryJobs;
import io.nightshift.engine.fake.MemoryStores;
import io.nightshift.store.id.JobIds;
import io.nightshift.store.port.Inserted;
import io.nightshift.store.port.JobStore;
import io.nightshift.store.port.NewJob;
import io.nightshift.store.port.StoreException;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GroupCommitTest {

    private final JobIds ids = new JobIds(Clock.systemUTC(), new SecureRandom());
    private final MemoryJobs store = new MemoryJobs();
    private final GroupCommit group = new GroupCommit(store, 500);
    private final ThreadPoolExecutor threads =
            new ThreadPoolExecutor(0, 100, 1, TimeUnit.SECONDS, new SynchronousQueue<>());

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void storesLoneCallerAlone() {
        NewJob job = job();

        assertThat(group.insert(job)).isEqualTo(new Inserted(job.id(), Inserted.Kind.CREATED, true));
        assertThat(store.insertSizes()).containsExactly(1);
    }

    @Test
    void storesConcurrentCallersTogetherAndTellsEachItsOwn() throws Exception {
        store.slowInserts(5);
        List<Future<Boolean>> callers = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            callers.add(threads.submit(() -> {
                boolean own = true;
                for (int n = 0; n < 20; n++) {
                    NewJob job = job();
                    own &= group.insert(job).id().equals(job.id());
                }
                return own;
            }));
        }

        for (Future<Boolean> caller : callers) {
            assertThat(caller.get(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(store.readyJobs()).isEqualTo(64 * 20);
        assertThat(store.insertSizes().size()).isLessThan(64 * 20 / 4);
    }

    @Test
    void tellsConflictToItsCallerOnly() throws Exception {
        store.slowInserts(20);
        List<Callable<Inserted>> calls = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            NewJob.Key key = new NewJob.Key("", "same", "hash" + i, null);
            calls.add(() -> group.insert(job(key)));
        }

        List<Inserted> all = new ArrayList<>();
        for (Future<Inserted> call : threads.invokeAll(calls)) {
            all.add(call.get());
        }

        assertThat(all).filteredOn(one -> one.kind() == Inserted.Kind.CREATED).hasSize(1);
        assertThat(all).filteredOn(one -> one.kind() == Inserted.Kind.CONFLICT).hasSize(19);
        Set<Object> named = new HashSet<>();
        all.forEach(one -> named.add(one.id()));
        assertThat(named).as("the job that the key names").hasSize(1);
    }

    @Test
    void refusedJobFailsItsOwnCallerOnly() throws Exception {
        store.slowInserts(20);
        store.refuse("poison");
        List<Callable<Inserted>> calls = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            NewJob job = i == 7 ? job(null, "poison") : job();
            calls.add(() -> group.insert(job));
        }

        int failed = 0;
        for (Future<Inserted> call : threads.invokeAll(calls)) {
            try {
                assertThat(call.get().kind()).isEqualTo(Inserted.Kind.CREATED);
            } catch (ExecutionException refused) {
                failed++;
            }
        }

        assertThat(failed).isEqualTo(1);
        assertThat(store.readyJobs()).isEqualTo(19);
    }

    @Test
    void tellsEveryoneThatTheDatabaseIsAway() {
        store.fault(new IllegalStateException("database is away"));

        assertThatThrownBy(() -> group.insert(job())).hasMessage("database is away");

        store.fault(null);
        assertThat(group.insert(job()).kind()).isEqualTo(Inserted.Kind.CREATED);
    }

    /** One dies in the middle of a group that is stored one by one: nobody of it is left waiting. */
    @Test
    void nobodyWaitsForALeaderThatDied() throws Exception {
        CountDownLatch gathered = new CountDownLatch(1);
        AtomicInteger calls = new AtomicInteger();
        JobStore dying = MemoryStores.proxy(JobStore.class, (method, args) -> {
            switch (calls.incrementAndGet()) {
                case 1 -> pass(gathered);
                case 2 -> throw new StoreException("Storing", new SQLException("a row is refused", "22001"));
                default -> throw new StackOverflowError();
            }
            return store.insert(List.of(job()));
        });
        GroupCommit mortal = new GroupCommit(dying, 500);
        List<Future<Inserted>> callers = new ArrayList<>();
        callers.add(threads.submit(() -> mortal.insert(job())));
        await("the first leads alone").until(() -> calls.get() == 1);
        for (int i = 0; i < 9; i++) {
            callers.add(threads.submit(() -> mortal.insert(job())));
        }
        await().until(() -> mortal.waiting() == 9);
        gathered.countDown();

        int failed = 0;
        for (Future<Inserted> caller : callers) {
            try {
                Inserted unused = caller.get(30, TimeUnit.SECONDS);
            } catch (ExecutionException died) {
                failed++;
            }
        }
        assertThat(failed).isEqualTo(9);
    }

    @Test
    void interruptedCallerStillLearnsWhatBecameOfItsJob() {
        Thread.currentThread().interrupt();

        Inserted inserted = group.insert(job());

        assertThat(inserted.kind()).isEqualTo(Inserted.Kind.CREATED);
        assertThat(Thread.interrupted()).as("the interrupt is still there").isTrue();
    }

    private static void pass(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private NewJob job() {
        return job(null);
    }

    private NewJob job(NewJob.@org.jspecify.annotations.Nullable Key key, String... tags) {
        return new NewJob(
                ids.next(),
                "test",
                "default",
                5,
                "{}",
                1,
                Duration.ZERO,
                null,
                null,
                null,
                key,
                List.of(tags),
                "tester",
                NewJob.Source.CODE,
                null,
                null,
                null,
                null,
                Duration.ZERO);
    }
}
