package io.nightshift.engine.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nightshift.api.handler.Outcome;
import io.nightshift.api.job.JobRequest;
import io.nightshift.engine.boot.EngineFixture.Args;
import io.nightshift.store.type.Breaker.Rule;
import io.nightshift.store.type.Breaker.State;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A handler that fails and fails stops being called, is tried now and then, and is called again when it works. */
class BreakerTest {

    private static final Duration LONG = Duration.ofHours(1);

    @Test
    void aHandlerThatAlwaysFailsStopsBeingCalledAndRecovers() {
        AtomicInteger calls = new AtomicInteger();
        AtomicBoolean broken = new AtomicBoolean(true);
        try (EngineFixture fixture = new EngineFixture()) {
            fixture.types.breaker("test", new Rule(50, 10, LONG, Duration.ofMillis(300)));
            fixture.work.set((args, context) -> {
                calls.incrementAndGet();
                return broken.get() ? Outcome.retry("their server is down") : Outcome.success();
            });
            IntStream.range(0, 500)
                    .forEach(i ->
                            fixture.submit(JobRequest.of("test", new Args(1)).withMaxAttempts(1)));
            fixture.started();

            await().until(() -> fixture.types.moves().stream().anyMatch(move -> move.startsWith("probe failed")));

            // What ran when it opened and the probes; without the breaker all 500 would be dead.
            assertThat(calls.get()).isLessThan(200);
            assertThat(fixture.jobs.readyJobs()).isGreaterThan(300);
            assertThat(fixture.types.moves().get(0)).startsWith("trip: ");

            broken.set(false);
            await().atMost(Duration.ofSeconds(30)).until(() -> fixture.jobs.endedJobs() == 500);
            assertThat(fixture.types.moves()).last().asString().startsWith("probe succeeded");
            assertThat(Objects.requireNonNull(fixture.types.find("test")).state())
                    .isEqualTo(State.CLOSED);
        }
    }

    @Test
    void oneJobAtATimeProbes() {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (EngineFixture fixture = new EngineFixture()) {
            fixture.types.breaker("test", new Rule(50, 10, LONG, Duration.ofMillis(1)));
            fixture.types.open("test", "ann", null);
            fixture.work.set((args, context) -> {
                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                running.decrementAndGet();
                return Outcome.fail("still down");
            });
            IntStream.range(0, 50).forEach(i -> fixture.submit());
            fixture.started();

            await().until(() -> fixture.jobs.endedJobs() >= 3);

            assertThat(most).hasValue(1);
        }
    }

    @Test
    void typesWithoutABreakerAreClaimedAsEver() {
        try (EngineFixture fixture = new EngineFixture().started()) {
            fixture.work.set((args, context) -> Outcome.fail("no"));
            IntStream.range(0, 100).forEach(i -> fixture.submit());

            await().until(() -> fixture.jobs.endedJobs() == 100);

            assertThat(fixture.jobs.limitedClaims()).isEmpty();
        }
    }
}
