package io.nightshift.engine.boot;

import static io.nightshift.engine.log.EngineLog.LOG;

import io.nightshift.engine.breaker.Breakers;
import io.nightshift.engine.config.EngineConfig;
import io.nightshift.engine.dispatch.Announcer;
import io.nightshift.engine.dispatch.Lanes;
import io.nightshift.engine.dispatch.Reconciler;
import io.nightshift.engine.finish.Completions;
import io.nightshift.engine.finish.Finisher;
import io.nightshift.engine.finish.RunCounters;
import io.nightshift.engine.handler.Backoff;
import io.nightshift.engine.handler.Handlers;
import io.nightshift.engine.handler.JobTypes.JobType;
import io.nightshift.engine.handler.RequestScope;
import io.nightshift.engine.json.StrictJson;
import io.nightshift.engine.node.DatabaseClock;
import io.nightshift.engine.node.Drain;
import io.nightshift.engine.node.Heartbeat;
import io.nightshift.engine.node.Lease;
import io.nightshift.engine.outcome.StopReason;
import io.nightshift.engine.run.BatchWorker;
import io.nightshift.engine.run.Holdings;
import io.nightshift.engine.run.ReportFlusher;
import io.nightshift.engine.run.Run;
import io.nightshift.engine.run.Runner;
import io.nightshift.engine.run.Watchdog;
import io.nightshift.engine.submit.Door;
import io.nightshift.store.id.JobIds;
import io.nightshift.store.node.NodeStore;
import io.nightshift.store.port.JobStore;
import io.nightshift.store.port.RunStore;
import io.nightshift.store.queue.QueueStore;
import io.nightshift.store.schedule.ScheduleStore;
import io.nightshift.store.stat.StatStore;
import io.nightshift.store.type.TypeStore;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** The engine of one node: all its parts, made once, wired here and nowhere else. */
public final class Engine {

    private static final Duration STOP_STEP = Duration.ofMillis(20);
    private static final Duration AFTER_INTERRUPT = Duration.ofSeconds(2);
    private static final Duration WRITE_DOWN = Duration.ofSeconds(5);

    private final EngineConfig config;
    private final Lease lease = new Lease();
    private final Completions completions = new Completions();
    private final Handlers handlers;
    private final Holdings holdings;
    private final Finisher finisher;
    private final BatchWorker<Run> returns;
    private final BatchWorker<Runnable> cancels = new BatchWorker<>("stages", all -> all.forEach(Runnable::run));
    private final BatchWorker<Runnable> breakerMoves = new BatchWorker<>("breakers", all -> all.forEach(Runnable::run));
    private final ReportFlusher reports;
    private final RunCounters counters;
    private final Watchdog watchdog;
    private final Lanes lanes;
    private final Heartbeat heartbeat;
    private final Drain drain;
    private final DatabaseClock databaseClock;
    private final Door door;
    private final Server server;
    private final CountDownLatch stopped = new CountDownLatch(1);

    /** The store. */
    public record Stores(
            JobStore jobs,
            JobStore joined,
            RunStore runs,
            NodeStore nodes,
            QueueStore queues,
            TypeStore types,
            ScheduleStore schedules,
            StatStore stats,
            JobIds ids) {}

    /**
     * The container.
     *
     * @param threads for handlers, lanes and duties
     * @param scopes a CDI request scope for one thread
     * @param transactions of callers
     * @param announcer tells other nodes
     * @param clock of this node
     * @param random safe for concurrent use
     * @param version of Nightshift
     */
    public record Server(
            ExecutorService threads,
            Supplier<RequestScope> scopes,
            TransactionSynchronizationRegistry transactions,
            Supplier<Announcer> announcer,
            Clock clock,
            RandomGenerator random,
            String version) {}

    /** Puts it together; nothing runs yet. */
    public Engine(EngineConfig config, Stores stores, Handlers handlers, StrictJson json, Server server) {
        this.config = config;
        this.server = server;
        this.handlers = handlers;
        String node = config.nodeName();
        List<String> types = handlers.all().stream().map(JobType::name).toList();
        this.databaseClock = new DatabaseClock(stores.schedules(), server.clock());
        this.counters = new RunCounters(stores.stats(), node);
        this.holdings = new Holdings(stores.jobs());
        this.returns = new BatchWorker<>("returns", holdings::giveBack);
        this.reports = new ReportFlusher(stores.runs(), stores.jobs(), node);
        Breakers breakers = new Breakers(stores.types(), node, this::settings, breakerMoves::add, System::nanoTime);
        this.finisher = new Finisher(
                stores.jobs(),
                holdings,
                reports,
                lease,
                config,
                new Finisher.Aftermath(counters, completions, breakers, this::freed, this::ready));
        Runner runner = new Runner(
                handlers,
                json,
                new Backoff(config.backoff(), server.random()),
                holdings,
                new Runner.Surroundings(
                        finisher,
                        returns,
                        cancels,
                        stores.runs(),
                        stores.jobs(),
                        server.clock(),
                        databaseClock::now,
                        node));
        this.watchdog = new Watchdog(holdings, runner, stores.jobs(), config);
        this.lanes = new Lanes(
                new Lanes.Stores(stores.jobs(), stores.queues(), stores.types()),
                new Lanes.Runs(runner, holdings, types, handlers.asynchronous(), watchdog::deadlines, breakers),
                lease,
                new Lanes.Server(server.threads(), server.scopes(), server.random()),
                config);
        this.heartbeat = new Heartbeat(
                stores.nodes(),
                config,
                lease,
                new Heartbeat.Self(
                        server.version(),
                        types,
                        slots(),
                        () -> lease.draining() ? holdings.size() : holdings.running()),
                new Reconciler(stores.jobs(), holdings, node));
        this.drain = new Drain(stores.nodes(), lease, node, new Work());
        this.door = new Door(
                new Door.Stores(stores.jobs(), stores.joined(), stores.queues(), stores.nodes()),
                handlers,
                json,
                stores.ids(),
                new Door.Told(lanes, server.announcer(), server.transactions()),
                config);
    }

    /** Joins the cluster and begins to take jobs. */
    public void start() {
        databaseClock.ask();
        heartbeat.join();
        lanes.refresh();
        loop("finish", finisher::loop);
        loop("finish", finisher::loop);
        loop("returns", returns::loop);
        loop("stages", cancels::loop);
        loop("breakers", breakerMoves::loop);
        loop("dispatch", lanes::loop);
        duty("heartbeat", this::beat, config.heartbeat());
        duty("drain", drain::look, Duration.ofSeconds(1));
        duty("queues", lanes::refresh, Duration.ofSeconds(1));
        duty("cancellations", watchdog::cancellations, Duration.ofSeconds(1));
        duty("reports", () -> reports.turn(holdings.all()), Duration.ofSeconds(1));
        duty("statistics", counters::flush, Duration.ofSeconds(2));
        List<JobType> types = handlers.all();
        LOG.nodeStarted(
                config.nodeName(),
                lease.incarnation(),
                slots(),
                types.size(),
                types.stream().map(JobType::name).collect(Collectors.joining(", ")));
    }

    /**
     * Takes no more jobs and gives back those that did not start; lets the running ones end for a while, asks the rest to
     * stop, and leaves the cluster when all is written down. The lease is renewed until then, so nobody takes away what
     * still runs here.
     */
    public void stop() {
        lease.close();
        lanes.close();
        Duration quarter = config.drain().dividedBy(4);
        await(config.drain().minus(quarter), this::nothingRuns);
        holdings.all().forEach(run -> run.stop(StopReason.SHUTDOWN, false));
        await(quarter, this::nothingRuns);
        holdings.all().forEach(run -> run.stop(StopReason.SHUTDOWN, true));
        await(AFTER_INTERRUPT, this::nothingRuns);
        await(WRITE_DOWN, () -> holdings.size() <= holdings.running());
        finisher.close();
        returns.close();
        cancels.close();
        breakerMoves.close();
        stopped.countDown();
        quietly("statistics", counters::flush);
        int unfinished = holdings.size();
        quietly("leave", heartbeat::leave);
        LOG.nodeLeft(config.nodeName(), lease.incarnation(), unfinished);
    }

    Door door() {
        return door;
    }

    Lanes lanes() {
        return lanes;
    }

    Heartbeat node() {
        return heartbeat;
    }

    RunCounters counters() {
        return counters;
    }

    Completions completions() {
        return completions;
    }

    Holdings holdings() {
        return holdings;
    }

    /** A node that knows no asynchronous type has no use for the places of such jobs. */
    private int slots() {
        return config.slots() + (handlers.asynchronous().isEmpty() ? 0 : config.asyncSlots());
    }

    /** A claim that was on its way when the lanes were closed comes in after that: what it brought goes back too. */
    private boolean nothingRuns() {
        boolean quiet = lanes.quiet();
        holdings.giveBackUnstarted(List.copyOf(holdings.all()));
        return quiet && holdings.idle();
    }

    private void settings() {
        lanes.refresh();
    }

    private void freed() {
        lanes.freed();
    }

    /** Whichever node has room takes it. */
    private void ready(String queue) {
        lanes.wake(queue);
        server.announcer().get().announce(queue);
    }

    private void beat() {
        try {
            heartbeat.beat();
            databaseClock.ask();
        } catch (RuntimeException unreachable) {
            LOG.heartbeatFailed(config.nodeName(), unreachable);
        }
    }

    private void loop(String name, Runnable loop) {
        server.threads().execute(() -> quietly(name, loop));
    }

    /**
     * A thread of its own and not one of the server's timers: those rest while the server is suspended, and the lease has
     * to be renewed until the last job of a drain has ended. An exception ends no duty, so this edge catches it.
     */
    private void duty(String name, Runnable task, Duration every) {
        loop(name, () -> {
            while (!rest(every)) {
                quietly(name, task);
            }
        });
    }

    /** Whether the engine stopped meanwhile. */
    private boolean rest(Duration time) {
        try {
            return stopped.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static void quietly(String name, Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error failed) {
            LOG.dutyFailed(name, failed);
        }
    }

    /** What the drain of this node needs to know of it. */
    private final class Work implements Drain.Work {

        @Override
        public int held() {
            boolean quiet = lanes.quiet();
            int held = holdings.size();
            return quiet ? held : Math.max(1, held);
        }

        @Override
        public void changed() {
            lanes.wakeAll();
        }
    }

    private static void await(Duration most, java.util.function.BooleanSupplier done) {
        long end = System.nanoTime() + most.toNanos();
        while (!done.getAsBoolean() && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(STOP_STEP.toNanos());
        }
    }
}
