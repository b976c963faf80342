package io.nightshift.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightshift.api.handler.Handles;
import io.nightshift.api.handler.JobContext;
import io.nightshift.api.handler.JobHandler;
import io.nightshift.api.handler.Outcome;
import io.nightshift.api.job.JobId;
import io.nightshift.engine.config.EngineConfig;
import io.nightshift.engine.config.Settings;
import io.nightshift.engine.fake.MemoryJobs;
import io.nightshift.engine.fake.MemoryStores;
import io.nightshift.engine.handler.Backoff;
import io.nightshift.engine.handler.BoundHandler;
import io.nightshift.engine.handler.Handlers;
import io.nightshift.engine.handler.RequestScope;
import io.nightshift.engine.json.StrictJson;
import io.nightshift.store.port.Claimed;
import io.nightshift.store.port.Finished;
import jakarta.validation.Validation;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.junit.jupiter.api.Test;

/** Ends of attempts while the engine's own parts fail. */
class EndingsTest {

    record Args(int number) {}

    @Handles("test")
    static final class Handler implements JobHandler<Args, String> {
        @Override
        public Outcome<String> handle(Args args, JobContext context) {
            if (args.number() == 13) {
                throw new IllegalStateException("unlucky");
            }
            return Outcome.success("done");
        }
    }

    private final EngineConfig config = EngineConfig.from(new Settings(name -> null, name -> null));
    private final MemoryJobs jobs = new MemoryJobs();
    private final Holdings holdings = new Holdings(jobs);
    private final List<Finished.Ending> written = new ArrayList<>();
    private boolean memory = true;
    private RandomGenerator random = () -> 4;

    @Test
    void whatCannotBeHandedOverForWantOfMemoryIsHandedOverAtTheNextLook() {
        Runner runner = runner();
        Watchdog watchdog = new Watchdog(holdings, runner, jobs, config);
        Run run = held(1);
        memory = false;

        assertThat(runner.run(run, new NoScope(), () -> {})).isFalse();

        assertThat(written).isEmpty();
        assertThat(holdings.running()).isZero();
        watchdog.deadlines();
        assertThat(written).isEmpty();
        memory = true;
        watchdog.deadlines();
        watchdog.deadlines();
        assertThat(written).containsExactly(new Finished.Succeeded("\"done\""));
        assertThat(holdings.size()).isZero();
    }

    @Test
    void aDelayThatCannotBeFoundOutLeavesTheFailureAsItIs() {
        random = () -> {
            throw new AssertionError("no chance");
        };

        assertThat(runner().run(held(13), new NoScope(), () -> {})).isFalse();

        assertThat(written).singleElement().isInstanceOfSatisfying(Finished.Failed.class, failed -> {
            assertThat(failed.error().message()).isEqualTo("unlucky");
            assertThat(failed.retryIn()).isEqualTo(Duration.ofMinutes(1));
        });
    }

    @Test
    void aScopeThatCannotBeEndedDoesNotChangeTheOutcome() {
        RequestScope scope = new RequestScope() {
            @Override
            public void begin() {
                // Nothing lives in it.
            }

            @Override
            public void end() {
                throw new LinkageError("no end");
            }
        };

        assertThat(runner().run(held(1), scope, () -> {})).isFalse();

        assertThat(written).containsExactly(new Finished.Succeeded("\"done\""));
    }

    private Runner runner() {
        StrictJson json = new StrictJson(config.limits());
        Handler handler = new Handler();
        Handlers handlers = Handlers.of(
                List.of(new Handlers.Found(
                        Handler.class,
                        Objects.requireNonNull(Handler.class.getAnnotation(Handles.class)),
                        () -> direct(handler))),
                json,
                Validation.byDefaultProvider()
                        .configure()
                        .messageInterpolator(new ParameterMessageInterpolator())
                        .buildValidatorFactory()
                        .getValidator());
        AttemptEnds ends = new AttemptEnds() {
            @Override
            public void pace() {
                // Never too many.
            }

            @Override
            public void add(Run run, Finished.Ending ending, long ranNanos, long endedAt) {
                if (!memory) {
                    throw new OutOfMemoryError("no memory for an end");
                }
                written.add(ending);
                holdings.remove(run);
            }
        };
        return new Runner(
                handlers,
                json,
                new Backoff(config.backoff(), random),
                holdings,
                new Runner.Surroundings(
                        ends,
                        new BatchWorker<>(holdings::giveBack),
                        new ForeignCalls(Runnable::run),
                        new MemoryStores.Runs(),
                        jobs,
                        Clock.systemUTC(),
                        Clock.systemUTC()::instant,
                        (name, type) -> name,
                        "one"));
    }

    @SuppressWarnings("unchecked") // as in the real scan
    private static BoundHandler.Use direct(JobHandler<?, ?> handler) {
        return new BoundHandler.Direct((JobHandler<Object, Object>) handler, () -> {});
    }

    private Run held(int number) {
        Claimed.Job job = new Claimed.Job(
                JobId.parse("0198c0de-0000-7000-8000-000000000001"),
                1,
                "test",
                "default",
                "",
                5,
                "{\"number\":" + number + "}",
                3,
                Duration.ZERO,
                null,
                false,
                null);
        Run run = new Run(job, UUID.randomUUID(), UUID.randomUUID(), false);
        holdings.add(run);
        return run;
    }

    private static final class NoScope implements RequestScope {
        @Override
        public void begin() {
            // No container here.
        }

        @Override
        public void end() {
            // No container here.
        }
    }
}
