package io.nightshift.engine.boot;

import io.nightshift.api.handler.AsyncJobHandler;
import io.nightshift.api.handler.Handles;
import io.nightshift.api.handler.JobContext;
import io.nightshift.api.handler.JobHandler;
import io.nightshift.api.handler.Outcome;
import io.nightshift.api.job.JobId;
import io.nightshift.api.job.JobRequest;
import io.nightshift.engine.access.Permits;
import io.nightshift.engine.config.EngineConfig;
import io.nightshift.engine.config.Settings;
import io.nightshift.engine.fake.MemoryJobs;
import io.nightshift.engine.fake.MemoryStores;
import io.nightshift.engine.handler.BoundHandler;
import io.nightshift.engine.handler.Handlers;
import io.nightshift.engine.handler.RequestScope;
import io.nightshift.engine.json.StrictJson;
import io.nightshift.engine.submit.Caller;
import io.nightshift.store.port.Finished;
import io.nightshift.store.port.Inserted;
import io.nightshift.store.port.JobStore;
import io.nightshift.store.port.NewJob;
import io.nightshift.store.port.NewJob.Source;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.constraints.Max;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.jspecify.annotations.Nullable;

/**
 * An engine on stores in memory, with a job type "test" whose handler each test gives; and an asynchronous type "async" if a
 * test wants one.
 */
final class EngineFixture implements AutoCloseable {

    static final Caller CALLER = Caller.of("tester", Source.CODE);

    /** Arguments of the test's job type. */
    record Args(@Max(1000) int number) {}

    /** What a test does in its handler. */
    interface Work {
        Outcome<String> run(Args args, JobContext context) throws Exception;
    }

    /** What a test does in its asynchronous handler. */
    interface AsyncWork {
        @Nullable
        CompletionStage<Outcome<String>> run(Args args, JobContext context) throws Exception;
    }

    /** The handler of the asynchronous job type. */
    @Handles(
            value = "async",
            maxAttempts = 3,
            failOn = IllegalArgumentException.class,
            ignore = NumberFormatException.class)
    static final class AsyncHandler implements AsyncJobHandler<Args, String> {
        private final AtomicInteger released = new AtomicInteger();
        private volatile AsyncWork work = (args, context) -> CompletableFuture.completedFuture(Outcome.success("ok"));

        void set(AsyncWork next) {
            work = next;
        }

        int released() {
            return released.get();
        }

        @Override
        @SuppressWarnings("NullAway") // some tests answer null on purpose
        public CompletionStage<Outcome<String>> handle(Args args, JobContext context) throws Exception {
            return work.run(args, context);
        }
    }

    /** What the handler does next. */
    static final class Task {
        private volatile Work current = (args, context) -> Outcome.success("ok");

        void set(Work next) {
            current = next;
        }
    }

    /** The handler of the test's job type. */
    @Handles(
            value = "test",
            maxAttempts = 3,
            failOn = UnsupportedOperationException.class,
            ignore = ArithmeticException.class)
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
    final AsyncHandler async = new AsyncHandler();
    final MemoryJobs jobs = new MemoryJobs();
    final MemoryStores.Runs runs = new MemoryStores.Runs();
    final MemoryStores.Nodes nodes = new MemoryStores.Nodes();
    final MemoryStores.Queues queues = new MemoryStores.Queues();
    final MemoryStores.Types types = new MemoryStores.Types();
    final MemoryStores.Stats stats = new MemoryStores.Stats();
    final Engine engine;
    private volatile Runnable onCreate = () -> {};
    private volatile Runnable onRelease = () -> {};
    private final AtomicInteger refused = new AtomicInteger();
    private final ThreadPoolExecutor threads =
            new ThreadPoolExecutor(0, 256, 10, TimeUnit.SECONDS, new SynchronousQueue<>());

    EngineFixture(String... settings) {
        this(null, settings);
    }

    EngineFixture(@Nullable JobStore other, String... settings) {
        this(other, false, settings);
    }

    /** One that knows the asynchronous type too. */
    static EngineFixture withAsync(String... settings) {
        return new EngineFixture(null, true, settings);
    }

    private EngineFixture(@Nullable JobStore other, boolean both, String... settings) {
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
        List<Handlers.Found> found = new ArrayList<>();
        found.add(new Handlers.Found(TestHandler.class, handles, () -> use(handler)));
        if (both) {
            found.add(new Handlers.Found(AsyncHandler.class, asyncHandles(), () -> use(async)));
        }
        Handlers handlers = Handlers.of(found, json, validator());
        jobs.heed(types);
        JobStore store = other == null ? jobs : other;
        engine = new Engine(
                config,
                new Engine.Stores(
                        store,
                        store,
                        store,
                        runs,
                        nodes,
                        queues,
                        types,
                        MemoryStores.clock(),
                        stats.store(),
                        new io.nightshift.store.id.JobIds(Clock.systemUTC(), new java.security.SecureRandom())),
                handlers,
                json,
                new Engine.Server(
                        new Engine.Threads(threads, threads, this::handle),
                        NoScope::new,
                        noTransactions(),
                        () -> queue -> {},
                        Clock.systemUTC(),
                        new Random(1),
                        "test",
                        new Everybody(),
                        (name, type) -> "the text of " + name));
    }

    /** The machine has no thread for so many more handlers. */
    void refuseHandlers(int times) {
        refused.set(times);
    }

    private void handle(Runnable loop) {
        if (refused.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new OutOfMemoryError("unable to create native thread");
        }
        threads.execute(loop);
    }

    /** Restricts nothing. */
    private static final class Everybody implements Permits {
        @Override
        public void check(String type, String queue, String name) {
            // Everybody may.
        }

        @Override
        public boolean allows(String type, String name) {
            return true;
        }
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
        return new BoundHandler.Direct((JobHandler<Object, Object>) handler, () -> {});
    }

    private static Handles asyncHandles() {
        Handles handles = AsyncHandler.class.getAnnotation(Handles.class);
        if (handles == null) {
            throw new IllegalStateException("No annotation");
        }
        return handles;
    }

    @SuppressWarnings("unchecked") // as in the real scan
    private BoundHandler.Use use(AsyncHandler handler) {
        onCreate.run();
        AsyncJobHandler<?, ?> any = handler;
        return new BoundHandler.Async((AsyncJobHandler<Object, Object>) any, () -> {
            handler.released.incrementAndGet();
            onRelease.run();
        });
    }

    /** What happens when the asynchronous handler is made for a run. */
    void onCreate(Runnable task) {
        onCreate = task;
    }

    /** What happens when the asynchronous handler that was made for a run is destroyed. */
    void onRelease(Runnable task) {
        onRelease = task;
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

    JobId submitAsync() {
        return submit(JobRequest.of("async", new Args(1)));
    }

    /** A job of the type "test" that another node stored, and whose hint was lost. */
    JobId submitUnnoticed() {
        return stored("{\"number\":1}");
    }

    /** A job of the type "test" with arguments that nobody checks, as if another release had accepted it. */
    JobId stored(String args) {
        JobId id = JobId.parse("00000000-0000-7000-8000-000000000001");
        List<Inserted> unused = jobs.insert(List.of(new NewJob(
                id,
                "test",
                "default",
                5,
                args,
                1,
                Duration.ZERO,
                null,
                null,
                null,
                null,
                List.of(),
                "tester",
                Source.CODE,
                null,
                null,
                null,
                null,
                Duration.ZERO)));
        return id;
    }

    /** Threads that the engine has at this moment, of the container's. */
    int threads() {
        return threads.getPoolSize();
    }

    /** The endings of a job so far. */
    List<Finished.Ending> endings(JobId id) {
        return jobs.ended(id).stream().map(Finished::ending).toList();
    }

    @Override
    public void close() {
        work.set((args, context) -> Outcome.success());
        async.set((args, context) -> CompletableFuture.completedFuture(Outcome.success()));
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
