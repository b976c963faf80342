package io.nightshift.engine.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nightshift.api.handler.JobContext.LogLevel;
import io.nightshift.api.handler.Outcome;
import io.nightshift.api.job.AttemptError.Kind;
import io.nightshift.api.job.JobId;
import io.nightshift.api.job.JobRequest;
import io.nightshift.engine.boot.EngineFixture.Args;
import io.nightshift.store.port.Finished;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An attempt ends and is recorded whatever its handler throws or answers, and nothing of the node stays taken. */
class HostileEndTest {

    /** What a handler may answer with, that is no good. */
    @SuppressWarnings("NullAway") // Breaking promises is what they are for.
    enum Answer {
        NULL(() -> null),
        A_TEXT(() -> "done"),
        RESULT_THROWS_AN_ERROR(() -> Outcome.success(new Object() {
            @SuppressWarnings("unused") // read by the writer of JSON
            public String getName() {
                throw new NoClassDefFoundError("com/acme/Gone");
            }
        })),
        RESULT_THROWS_WHAT_CANNOT_BE_DESCRIBED(() -> Outcome.success(new Object() {
            @SuppressWarnings("unused") // read by the writer of JSON
            public String getName() {
                return HostileException.MESSAGE_THROWS_ASSERTION_ERROR.rise();
            }
        })),
        RESULT_IS_CYCLIC(() -> Outcome.success(new Cyclic())),
        RESULT_HAS_NO_END(() -> Outcome.success((Iterable<String>) HostileEndTest::endless)),
        RESULT_IS_HUGE(() -> Outcome.success("r".repeat(60_000_000))),
        RESULT_IS_AN_ARRAY_WITHOUT_MEMORY(() -> Outcome.success(new Object() {
            @SuppressWarnings("unused") // read by the writer of JSON
            public long[] getNumbers() {
                throw new OutOfMemoryError("no memory for numbers");
            }
        }));

        private final Supplier<Object> maker;

        Answer(Supplier<Object> maker) {
            this.maker = maker;
        }

        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // a polluted heap does the same
        <T> T make() {
            return (T) maker.get();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aHandlerMayThrowWhatCannotBeDescribed(HostileException thrown) {
        try (EngineFixture fixture = EngineFixture.withAsync("nightshift.queue.concurrency=1")) {
            fixture.work.set((args, context) -> thrown.rise());

            failsAndLeavesNothing(fixture, "test");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aStageMayFailWithWhatCannotBeDescribed(HostileException thrown) {
        try (EngineFixture fixture = EngineFixture.withAsync("nightshift.queue.concurrency=1")) {
            fixture.async.set((args, context) -> CompletableFuture.failedFuture(thrown.make()));

            failsAndLeavesNothing(fixture, "async");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aHandlerMayAnswerWithAnything(Answer answer) {
        try (EngineFixture fixture = EngineFixture.withAsync("nightshift.queue.concurrency=1")) {
            fixture.work.set((args, context) -> answer.make());

            failsAndLeavesNothing(fixture, "test");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aStageMayCompleteWithAnythingOnAnyThread(Answer answer) {
        try (EngineFixture fixture = EngineFixture.withAsync("nightshift.queue.concurrency=1")) {
            fixture.async.set((args, context) -> CompletableFuture.supplyAsync(answer::make));

            failsAndLeavesNothing(fixture, "async");
        }
    }

    @Test
    void aStageMayRefuseToBeAwaited() {
        try (EngineFixture fixture = EngineFixture.withAsync("nightshift.queue.concurrency=1")) {
            fixture.async.set((args, context) -> new Refusing(HostileException.MESSAGE_OVERFLOWS_THE_STACK));

            failsAndLeavesNothing(fixture, "async");
        }
    }

    @Test
    void aStageMayCompleteTwiceAndThenThrow() {
        try (EngineFixture fixture =
                EngineFixture.withAsync("nightshift.queue.concurrency=1").started()) {
            fixture.async.set((args, context) -> new Eager());

            JobId id = fixture.submitAsync();

            await().untilAsserted(
                            () -> assertThat(fixture.endings(id)).containsExactly(new Finished.Succeeded("\"once\"")));
            JobId next = fixture.submitAsync();
            await().untilAsserted(() -> assertThat(fixture.endings(next)).hasSize(1));
            nothingIsTaken(fixture);
        }
    }

    @Test
    void aStageThatCannotBeCancelledIsGivenUpAtItsTimeout() {
        try (EngineFixture fixture =
                EngineFixture.withAsync("nightshift.queue.concurrency=1").started()) {
            fixture.async.set((args, context) -> new Silent());

            JobId id = fixture.submit(JobRequest.of("async", new Args(1))
                    .withTimeout(Duration.ofMillis(50))
                    .withMaxAttempts(1));

            await().untilAsserted(() -> assertThat(fixture.endings(id))
                    .singleElement()
                    .isInstanceOfSatisfying(Finished.Failed.class, failed -> {
                        assertThat(failed.kind()).isEqualTo(Kind.TIMED_OUT);
                        assertThat(failed.error().message()).contains("stage did not complete");
                    }));
            JobId other = fixture.submit();
            await().untilAsserted(() -> assertThat(fixture.endings(other)).hasSize(1));
            nothingIsTaken(fixture);
        }
    }

    @Test
    void stagesWhoseCancelNeverReturnsKeepNoOtherFromBeingCancelled() {
        CountDownLatch end = new CountDownLatch(1);
        CompletableFuture<Outcome<String>> listening = new CompletableFuture<>();
        try (EngineFixture fixture = EngineFixture.withAsync().started()) {
            fixture.async.set((args, context) -> args.number() == 1 ? new Stuck(end) : listening);
            JobRequest request = JobRequest.of("async", new Args(1))
                    .withTimeout(Duration.ofMillis(50))
                    .withMaxAttempts(1);
            JobId deaf = fixture.submit(request);
            await().untilAsserted(() -> assertThat(fixture.endings(deaf)).hasSize(1));

            JobId other = fixture.submit(JobRequest.of("async", new Args(2))
                    .withTimeout(Duration.ofMillis(50))
                    .withMaxAttempts(1));

            await().until(listening::isCancelled);
            await().untilAsserted(() -> assertThat(fixture.endings(other)).hasSize(1));
            end.countDown();
            nothingIsTaken(fixture);
        } finally {
            end.countDown();
        }
    }

    @Test
    void anExceptionThatNeverSaysItsMessageIsRecordedWithoutIt() {
        CountDownLatch end = new CountDownLatch(1);
        try (EngineFixture fixture = new EngineFixture("nightshift.queue.concurrency=1").started()) {
            fixture.work.set((args, context) -> {
                throw new Waiting(end);
            });

            JobId id = fixture.submit(JobRequest.of("test", new Args(1)).withMaxAttempts(1));

            await().untilAsserted(() -> assertThat(fixture.endings(id))
                    .singleElement()
                    .isInstanceOfSatisfying(Finished.Failed.class, failed -> {
                        assertThat(failed.kind()).isEqualTo(Kind.FAILED);
                        assertThat(failed.error().message())
                                .contains(Waiting.class.getName())
                                .doesNotContain("interrupt");
                    }));
            end.countDown();
            fixture.work.set((args, context) -> Outcome.success("next"));
            JobId other = fixture.submit();
            await().untilAsserted(() -> assertThat(fixture.endings(other)).hasSize(1));
            nothingIsTaken(fixture);
        } finally {
            end.countDown();
        }
    }

    @Test
    void aTimeoutSaysWhatTheHandlerThrewWhenItWasInterrupted() {
        try (EngineFixture fixture = new EngineFixture().started()) {
            fixture.work.set((args, context) -> {
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException told) {
                    return HostileException.TRACE_CANNOT_BE_PRINTED.rise();
                }
                return Outcome.success();
            });

            JobId id = fixture.submit(JobRequest.of("test", new Args(1))
                    .withTimeout(Duration.ofMillis(50))
                    .withMaxAttempts(1));

            await().untilAsserted(() -> assertThat(fixture.endings(id))
                    .singleElement()
                    .isInstanceOfSatisfying(Finished.Failed.class, failed -> {
                        assertThat(failed.kind()).isEqualTo(Kind.TIMED_OUT);
                        assertThat(failed.error().message()).isEqualTo("a message");
                    }));
            nothingIsTaken(fixture);
        }
    }

    @Test
    void aBeanThatCannotBeMadeOrDestroyedEndsItsAttempt() {
        try (EngineFixture fixture =
                EngineFixture.withAsync("nightshift.queue.concurrency=1").started()) {
            fixture.onRelease(HostileException.MESSAGE_THROWS_ASSERTION_ERROR::rise);

            JobId id = fixture.submitAsync();

            await().untilAsserted(() ->
                    assertThat(fixture.endings(id)).singleElement().isInstanceOf(Finished.Succeeded.class));
            fixture.onRelease(() -> {});
            fixture.onCreate(HostileException.MESSAGE_OVERFLOWS_THE_STACK::rise);
            failsAndLeavesNothing(fixture, "async");
        }
    }

    @Test
    void halvesOfSurrogatePairsInAResultAreReplacedAndTheJobsLogSaysSo() {
        try (EngineFixture fixture = new EngineFixture().started()) {
            fixture.work.set((args, context) -> {
                context.log(LogLevel.INFO, "line \uD83D\u0000");
                context.progress(1, 2, "note \uDC00\u0000");
                return Outcome.success("a\uD800b");
            });

            JobId id = fixture.submit();

            await().untilAsserted(() ->
                    assertThat(fixture.endings(id)).containsExactly(new Finished.Succeeded("\"a\uFFFDb\"")));
            assertThat(fixture.runs.lines)
                    .anySatisfy(line -> assertThat(line.message()).isEqualTo("line \uFFFD\uFFFD"))
                    .anySatisfy(line -> {
                        assertThat(line.level()).isEqualTo(LogLevel.WARN);
                        assertThat(line.message()).contains("U+FFFD");
                    });
            assertThat(fixture.runs.reports)
                    .anySatisfy(report -> assertThat(report.note()).isEqualTo("note \uFFFD\uFFFD"));
        }
    }

    @Test
    void aCheckpointThatNoDatabaseKeepsIsRefused() {
        try (EngineFixture fixture = new EngineFixture().started()) {
            fixture.work.set((args, context) -> {
                context.checkpoint("a\u0000b");
                return Outcome.success();
            });

            JobId id = fixture.submit(JobRequest.of("test", new Args(1)).withMaxAttempts(1));

            await().untilAsserted(() -> assertThat(fixture.endings(id))
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Finished.Failed.class,
                            failed -> assertThat(failed.error().message()).contains("Base64")));
        }
    }

    private static void failsAndLeavesNothing(EngineFixture fixture, String type) {
        fixture.engine.start();
        JobId id = fixture.submit(JobRequest.of(type, new Args(1)).withMaxAttempts(1));

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(fixture.endings(id))
                        .singleElement()
                        .isInstanceOfSatisfying(Finished.Failed.class, failed -> {
                            assertThat(failed.kind()).isEqualTo(Kind.FAILED);
                            assertThat(failed.error()).isNotNull();
                            String message = failed.error().message();
                            String trace = failed.error().stackTrace();
                            assertThat(message == null ? 0 : message.length()).isLessThanOrEqualTo(2_000);
                            assertThat(trace == null ? 0 : trace.length()).isLessThanOrEqualTo(16_000);
                        }));
        JobId next = fixture.submit(JobRequest.of(type, new Args(1)).withMaxAttempts(1));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(fixture.endings(next)).hasSize(1));
        nothingIsTaken(fixture);
    }

    private static void nothingIsTaken(EngineFixture fixture) {
        await().until(() -> fixture.engine.holdings().size() == 0);
        await().until(() -> fixture.engine.holdings().running() == 0);
        assertThat(fixture.engine.holdings().leaked()).isZero();
        assertThat(fixture.engine.holdings().idle()).as("a drain ends").isTrue();
    }

    private static Iterator<String> endless() {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public String next() {
                return "again";
            }
        };
    }

    /** Refers to itself. */
    public static final class Cyclic {
        public Cyclic getSelf() {
            return this;
        }
    }

    @SuppressWarnings("serial")
    private static final class Waiting extends RuntimeException {
        private final transient CountDownLatch end;

        Waiting(CountDownLatch end) {
            this.end = end;
        }

        @Override
        public String getMessage() {
            boolean over = false;
            while (!over) {
                try {
                    over = end.await(1, TimeUnit.HOURS);
                } catch (InterruptedException ignored) {
                    // It does not listen either.
                    over = false;
                }
            }
            return "at last";
        }
    }

    private static final class Refusing extends CompletableFuture<Outcome<String>> {
        private final HostileException thrown;

        Refusing(HostileException thrown) {
            this.thrown = thrown;
        }

        @Override
        public CompletableFuture<Outcome<String>> whenComplete(
                BiConsumer<? super Outcome<String>, ? super Throwable> action) {
            return thrown.rise();
        }
    }

    private static final class Eager extends CompletableFuture<Outcome<String>> {
        @Override
        public CompletableFuture<Outcome<String>> whenComplete(
                BiConsumer<? super Outcome<String>, ? super Throwable> action) {
            action.accept(Outcome.success("once"), null);
            action.accept(Outcome.success("twice"), null);
            throw new AssertionError("and now this");
        }
    }

    private static final class Stuck extends CompletableFuture<Outcome<String>> {
        private final CountDownLatch end;

        Stuck(CountDownLatch end) {
            this.end = end;
        }

        @Override
        public CompletableFuture<Outcome<String>> toCompletableFuture() {
            await().forever().until(() -> end.getCount() == 0);
            return this;
        }
    }

    private static final class Silent extends CompletableFuture<Outcome<String>> {
        @Override
        public CompletableFuture<Outcome<String>> toCompletableFuture() {
            return HostileException.MESSAGE_THROWS_ASSERTION_ERROR.rise();
        }
    }
}
