package io.nightshift.engine.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nightshift.api.handler.Outcome;
import io.nightshift.store.queue.Limits;
import io.nightshift.store.queue.Limits.Rate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Lanes under limits. Polls are so far apart that a test which waits for one fails. */
class LimitTest {

    private static final String[] RARE_POLLS = {"nightshift.poll.min=20s", "nightshift.poll.max=30s"};

    @Test
    void takesTheNextJobsAsSoonAsPlacesOfALimitedQueueAreFree() {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (EngineFixture fixture = new EngineFixture(RARE_POLLS)) {
            fixture.queues.ensure(List.of("default"), 16);
            fixture.queues.limits("default", new Limits(2, null));
            fixture.jobs.limit(2, null);
            fixture.started();
            fixture.work.set((args, context) -> {
                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                Thread.onSpinWait();
                running.decrementAndGet();
                return Outcome.success();
            });

            IntStream.range(0, 50).forEach(i -> fixture.submit());

            await().until(() -> fixture.jobs.endedJobs() == 50);
            assertThat(most.get()).isBetween(1, 2);
            assertThat(fixture.jobs.limitedClaims()).containsExactly("test");
        }
    }

    @Test
    void aTypeWithLimitsIsTakenAloneAndOthersAsEver() {
        try (EngineFixture fixture = new EngineFixture(RARE_POLLS)) {
            fixture.started();
            fixture.submit();
            await().until(() -> fixture.jobs.endedJobs() == 1);
            assertThat(fixture.jobs.limitedClaims()).isEmpty();

            fixture.types.limits("test", new Limits(3, null));
            fixture.engine.lanes().changed();
            fixture.submit();

            await().until(() -> fixture.jobs.endedJobs() == 2);
            assertThat(fixture.jobs.limitedClaims()).containsExactly("test");
        }
    }

    @Test
    void looksAgainWhenThePeriodOfARateIsOver() {
        try (EngineFixture fixture = new EngineFixture(RARE_POLLS)) {
            fixture.queues.ensure(List.of("default"), 16);
            fixture.queues.limits("default", new Limits(null, new Rate(1, Duration.ofMillis(400))));
            fixture.jobs.limit(0, Duration.ofMillis(400));
            fixture.started();
            fixture.submit();
            await().until(() -> !fixture.jobs.limitedClaims().isEmpty());

            fixture.jobs.limit(1, null);

            await().atMost(Duration.ofSeconds(5)).until(() -> fixture.jobs.endedJobs() == 1);
        }
    }

    @Test
    void leavesAPausedTypeAloneUntilItIsResumed() {
        try (EngineFixture fixture = new EngineFixture(RARE_POLLS)) {
            fixture.types.pause("test", "ann", "stocktaking");
            fixture.started();
            fixture.submit();
            await().during(Duration.ofMillis(300)).until(() -> fixture.jobs.readyJobs() == 1);

            fixture.types.resume("test");

            await().atMost(Duration.ofSeconds(5)).until(() -> fixture.jobs.endedJobs() == 1);
        }
    }
}
