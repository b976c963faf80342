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
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One key, "held", is in the hands of a transaction that does not end. */
class KeyedCommitTest {

    private final JobIds ids = new JobIds(Clock.systemUTC(), new SecureRandom());
    private final MemoryJobs memory = new MemoryJobs();
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger together = new AtomicInteger();
    private final AtomicInteger alone = new AtomicInteger();
    private final CountDownLatch released = new CountDownLatch(1);
    /** A wait of a moment for several, a long one for a call alone. */
    private final JobStore store = MemoryStores.proxy(JobStore.class, (method, args) -> {
        @SuppressWarnings("unchecked")
        List<NewJob> jobs = (List<NewJob>) args[0];
        boolean held = released.getCount() > 0
                && jobs.stream()
                        .anyMatch(job -> job.key() != null && job.key().value().equals("held"));
        if (method.equals("insert")) {
            together.incrementAndGet();
            if (held) {
                throw StoreException.busy("Storing");
            }
            return memory.insert(jobs);
        }
        alone.incrementAndGet();
        if (held) {
            pass();
        }
        return memory.insertAll(jobs);
    });

    private final KeyedCommit keyed = new KeyedCommit(store, 500, nanos::get);
    private final ThreadPoolExecutor threads =
            new ThreadPoolExecutor(0, 100, 1, TimeUnit.SECONDS, new SynchronousQueue<>());

    @AfterEach
    void stop() {
        released.countDown();
        threads.shutdownNow();
    }

    @Test
    void othersGoOnWhileOneWaitsForAKeyThatIsHeld() throws Exception {
        Future<Inserted> waiting = threads.submit(() -> keyed.insert(job("held")));
        await().until(() -> alone.get() == 1);

        List<Future<Inserted>> others = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            NewJob job = job("key-" + i);
            others.add(threads.submit(() -> keyed.insert(job)));
        }
        for (Future<Inserted> other : others) {
            assertThat(other.get(30, TimeUnit.SECONDS).kind()).isEqualTo(Inserted.Kind.CREATED);
        }
        assertThat(waiting.isDone()).isFalse();

        released.countDown();
        assertThat(waiting.get(30, TimeUnit.SECONDS).kind()).isEqualTo(Inserted.Kind.CREATED);
    }

    @Test
    void whoComesWithItNextDisturbsNobodyAndTooManyAreToldToComeAgain() {
        for (int i = 0; i < 3; i++) {
            threads.submit(() -> keyed.insert(job("held")));
            int waiting = i + 1;
            await().until(() -> alone.get() == waiting);
        }
        int before = together.get();

        assertThatThrownBy(() -> keyed.insert(job("held")))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.passing()).isTrue());

        assertThat(together).as("the shared commits heard of it once").hasValue(before);
        assertThat(before).isEqualTo(1);
    }

    @Test
    void isSharedAgainSomeSecondsLater() throws Exception {
        Future<Inserted> waiting = threads.submit(() -> keyed.insert(job("held")));
        await().until(() -> alone.get() == 1);
        released.countDown();
        Inserted unused = waiting.get(30, TimeUnit.SECONDS);
        nanos.addAndGet(Duration.ofSeconds(6).toNanos());

        assertThat(keyed.insert(job("held")).kind()).isNotEqualTo(Inserted.Kind.CREATED);

        assertThat(together).hasValue(2);
        assertThat(alone).hasValue(1);
    }

    private void pass() {
        try {
            released.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private NewJob job(@Nullable String key) {
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
                key == null ? null : new NewJob.Key("", key, "hash", null),
                List.of(),
                "tester",
                NewJob.Source.CODE,
                null,
                null,
                null,
                null,
                Duration.ZERO);
    }
}
