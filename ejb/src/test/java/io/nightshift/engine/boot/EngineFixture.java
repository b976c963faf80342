package io.nightshift.engine.boot;

import io.nightshift.api.handler.Handles;
import io.nightshift.api.handler.JobContext;
import io.nightshift.api.handler.JobHandler;
import io.nightshift.api.handler.Outcome;
import io.nightshift.api.job.JobId;
import io.nightshift.api.job.JobRequest;
import io.nightshift.engine.config.EngineConfig;
import io.nightshift.engine.config.Settings;
import io.nightshift.engine.fake.MemoryJobs;
import io.nightshift.engine.fake.MemoryStores;
import io.nightshift.engine.json.StrictJson;
import io.nightshift.engine.run.BoundHandler;
import io.nightshift.engine.run.Handlers;
import io.nightshift.engine.run.RequestScope;
import io.nightshift.engine.submit.Caller;
import io.nightshift.store.job.Finished;
import io.nightshift.store.job.JobStore;
import io.nightshift.store.job.NewJob.Source;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.constraints.Max;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.jspecify.annotations.Nullable;

/** An engine on stores in memory, with one job type "test" whose handler each test gives. */
final class EngineFixture implements AutoCloseable {

    static final Caller CALLER = Caller.of("tester", Source.CODE);

    /** Arguments of the test's job type. */
    record Args(@Max(1000) int number) {}

    /** What a test does in its handler. */
    interface Work {
        Outcome<String> run(Args args, JobContext context) throws Exception;
    }

    /** What the handler does next. */
    static final class Task {
        private volatile Work current = (args, context) -> Outcome.success("ok");

        void set(Work next) {
            current = next;
        }
    }

    /** The handler of the test's job type. */
    @Handles(value = "test", maxAttempts = 3, failOn = UnsupportedOperationException.class)
    static final class TestHandler implements JobHandler<Args, String> {
        private final Task work;

        TestHandler(Task work) {
            this.work = work;
        }

        @Override
        public Outcome<String> handle(Args args, JobContext context) throws Exception {
            return work.current.run(args, context);
        }
    }

    final Task work = new Task();
    final MemoryJobs jobs = new MemoryJobs();
    final MemoryStores.Runs runs = new MemoryStores.Runs();
    final MemoryStores.Nodes nodes = new MemoryStores.Nodes();
    final MemoryStores.Queues queues = new MemoryStores.Queues();
    final MemoryStores.Types types = new MemoryStores.Types();
    final MemoryStores.Stats stats = new MemoryStores.Stats();
    final Engine engine;
    private final ThreadPoolExecutor threads =
            new ThreadPoolExecutor(0, 256, 10, TimeUnit.SECONDS, new SynchronousQueue<>());

    EngineFixture(String... settings) {
        this(null, settings);
    }

    EngineFixture(@Nullable JobStore other, String... settings) {
        Map<String, String> properties = new HashMap<>(Map.of(
                "nightshift.node.name", "node-1",
                "nightshift.lease", "3s",
                "nightshift.retry.base", "1ms",
                "nightshift.retry.max", "2ms",
                "nightshift.grace", "200ms",
                "nightshift.drain", "500ms",
                "nightshift.poll.min", "50ms",
                "nightshift.poll.max", "100ms"));
        for (String setting : settings) {
            properties.put(setting.substring(0, setting.indexOf('=')), setting.substring(setting.indexOf('=') + 1));
        }
        EngineConfig config = EngineConfig.from(new Settings(properties::get, name -> null));
        StrictJson json = new StrictJson(config.limits());
        TestHandler handler = new TestHandler(work);
        Handles handles = TestHandler.class.getAnnotation(Handles.class);
        if (handles == null) {
            throw new IllegalStateException("No annotation");
        }
        Handlers handlers = Handlers.of(
                List.of(new Handlers.Found(TestHandler.class, handles, () -> use(handler))), json, validator());
        JobStore store = other == null ? jobs : other;
        engine = new Engine(
                config,
                new Engine.Stores(
                        store,
                        store,
                        runs,
                        nodes,
                        queues,
                        types,
                        MemoryStores.clock(),
                        stats.store(),
                        new io.nightshift.store.job.JobIds(Clock.systemUTC(), new java.security.SecureRandom())),
                handlers,
                json,
                new Engine.Server(
                        threads,
                        NoScope::new,
                        noTransactions(),
                        () -> queue -> {},
                        Clock.systemUTC(),
                        new Random(1),
                        "test"));
    }

    static Validator validator() {
        return Validation.byDefaultProvider()
                .configure()
                .messageInterpolator(new ParameterMessageInterpolator())
                .buildValidatorFactory()
                .getValidator();
    }

    static TransactionSynchronizationRegistry noTransactions() {
        return MemoryStores.proxy(
                TransactionSynchronizationRegistry.class, (method, arguments) -> Status.STATUS_NO_TRANSACTION);
    }

    @SuppressWarnings("unchecked") // as in the real scan
    private static BoundHandler.Use use(JobHandler<?, ?> handler) {
        return new BoundHandler.Use((JobHandler<Object, Object>) handler, () -> {});
    }

    EngineFixture started() {
        engine.start();
        return this;
    }

    JobId submit(JobRequest request) {
        return engine.door().submission().submit(request, CALLER).id();
    }

    JobId submit() {
        return submit(JobRequest.of("test", new Args(1)));
    }

    /** The endings of a job so far. */
    List<Finished.Ending> endings(JobId id) {
        return jobs.ended(id).stream().map(Finished::ending).toList();
    }

    @Override
    public void close() {
        work.set((args, context) -> Outcome.success());
        engine.stop();
        threads.shutdownNow();
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
