package io.nightshift.engine.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nightshift.api.handler.Outcome;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a node tells of what it has started. */
class StartedCountsTest {

    @Test
    void whatItHoldsAndHasNotStartedDoesNotCount() {
        CountDownLatch end = new CountDownLatch(1);
        try (EngineFixture fixture = new EngineFixture("nightshift.queue.concurrency=2").started()) {
            // Tiny jobs are taken by the hundred, and behind them lie long ones.
            fixture.work.set((args, context) -> Outcome.success());
            IntStream.range(0, 500).forEach(i -> fixture.submit());
            await().until(() -> fixture.jobs.endedJobs() == 500);
            fixture.work.set((args, context) -> {
                end.await();
                return Outcome.success();
            });
            IntStream.range(0, 20).forEach(i -> fixture.submit());

            await().until(() -> fixture.stats.started.equals(Map.of("default", 2)));

            assertThat(fixture.engine.holdings().running()).isEqualTo(2);
            end.countDown();
            await().until(() -> fixture.stats.started.isEmpty());
        } finally {
            end.countDown();
        }
    }
}
