package io.nightshift.engine.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nightshift.api.job.JobId;
import io.nightshift.store.port.Finished;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Jobs whose arguments another release of their type has accepted. */
class StoredArgsRunTest {

    private final AtomicInteger calls = new AtomicInteger();

    @Test
    void aJobWithAFieldThatItsTypeHasNoMoreRunsAndSaysSo() {
        try (EngineFixture fixture = counting()) {
            JobId id = fixture.stored("{\"number\":1,\"color\":\"red\"}");

            await().untilAsserted(() ->
                    assertThat(fixture.endings(id)).singleElement().isInstanceOf(Finished.Succeeded.class));
            assertThat(calls).hasValue(1);
            await().untilAsserted(() -> assertThat(fixture.runs.lines)
                    .anySatisfy(line -> assertThat(line.message()).contains("args.color")));
        }
    }

    @Test
    void aJobWhoseFieldWasRenamedWaitsAndSpendsNoAttempt() {
        // What is missing is told; what the type no longer knows is told too where all else fits.
        waits("{\"count\":1}", "args.number");
    }

    @Test
    void aJobThatItsTypeRefusesNowWaitsAndSpendsNoAttempt() {
        waits("{\"number\":1001}", "args.number");
    }

    private void waits(String args, String field) {
        try (EngineFixture fixture = counting()) {
            JobId id = fixture.stored(args);

            // The store in memory does not make it wait: it may have looked again already.
            await().untilAsserted(() -> assertThat(fixture.endings(id)).isNotEmpty());
            assertThat(fixture.endings(id))
                    .allSatisfy(ending -> assertThat(ending)
                            .isInstanceOfSatisfying(
                                    Finished.Snoozed.class,
                                    snoozed -> assertThat(snoozed.delay())
                                            .isBetween(Duration.ofSeconds(30), Duration.ofMinutes(15))));
            assertThat(calls).hasValue(0);
            await().untilAsserted(() -> assertThat(fixture.runs.lines)
                    .anySatisfy(
                            line -> assertThat(line.message()).contains(field).contains("No attempt is spent")));
        }
    }

    private EngineFixture counting() {
        EngineFixture fixture = new EngineFixture().started();
        fixture.work.set((args, context) -> {
            calls.incrementAndGet();
            return io.nightshift.api.handler.Outcome.success();
        });
        JobId first = fixture.submit();
        await("the node knows the queue").until(() -> !fixture.endings(first).isEmpty());
        calls.set(0);
        return fixture;
    }
}
