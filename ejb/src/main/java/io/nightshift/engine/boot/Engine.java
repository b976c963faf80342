package io.nightshift.engine.boot;

import static io.nightshift.engine.log.EngineLog.LOG;

import io.nightshift.engine.access.Permits;
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
import io.nightshift.engine.life.Life;
import io.nightshift.engine.node.ClockWatch;
import io.nightshift.engine.node.Contact;
import io.nightshift.engine.node.Drain;
import io.nightshift.engine.node.Heartbeat;
import io.nightshift.engine.node.Lease;
import io.nightshift.engine.node.NodeHealth;
import io.nightshift.engine.node.Standing;
import io.nightshift.engine.outcome.StopReason;
import io.nightshift.engine.run.BatchWorker;
import io.nightshift.engine.run.ForeignCalls;
import io.nightshift.engine.run.Holdings;
import io.nightshift.engine.run.ReportFlusher;
import io.nightshift.engine.run.Run;
import io.nightshift.engine.run.Runner;
import io.nightshift.engine.run.StartedCounts;
import io.nightshift.engine.run.Watchdog;
import io.nightshift.engine.secret.Secrets;
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
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** The engine of one node: all its parts, made once, wired here and nowhere else. */
public final class Engine {

    private static final Duration SECOND = Duration.ofSeconds(1);
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
    private final ForeignCalls cancels;
    private final BatchWorker<Runnable> breakerMoves = new BatchWorker<>(all -> all.forEach(Runnable::run));
    private final ReportFlusher reports;
    private final RunCounters counters;
    private final StartedCounts startedCounts;
    private final Watchdog watchdog;
    private final Lanes lanes;
    private final Heartbeat heartbeat;
    private final Drain drain;
    private final Contact contact;
    private final ClockWatch clockWatch;
    private final Life life;
    private final Door door;
    private final Server server;
    private volatile boolean started;

    /**
     * The store.
     *
     * @param vital the same as {@code jobs} over connections that nothing but the node's life uses, as {@code nodes} and
     *     {@code schedules}, which tells the database's time
     */
    public record Stores(
            JobStore jobs,
            JobStore joined,
            JobStore vital,
            RunStore runs,
            NodeStore nodes,
            QueueStore queues,
            TypeStore types,
            ScheduleStore schedules,
            StatStore stats,
            JobIds ids) {}

    /**
     * Threads, apart: so that whoever needs many never takes those by which the node lives.
     *
     * @param loops for the engine's own, a fixed number
     * @param lanes for taking jobs from queues
     * @param handlers for running them
     */
    public record Threads(Executor loops, Executor lanes, Executor handlers) {}

    /**
     * The container.
     *
     * @param threads of the container
     * @param scopes a CDI request scope for one thread
     * @param transactions of callers
     * @param announcer tells other nodes
     * @param clock of this node
     * @param random safe for concurrent use
     * @param version of Nightshift
     * @param permits tells who may submit what
     * @param secrets that arguments refer to
     */
    public record Server(
            Threads threads,
            Supplier<RequestScope> scopes,
            TransactionSynchronizationRegistry transactions,
            Supplier<Announcer> announcer,
            Clock clock,
            RandomGenerator random,
            String version,
            Permits permits,
            Secrets secrets) {}

    /** Puts it together; nothing runs yet. */
    public Engine(EngineConfig config, Stores stores, Handlers handlers, StrictJson json, Server server) {
        this.config = config;
        this.server = server;
        this.handlers = handlers;
        String node = config.nodeName();
        List<String> types = handlers.all().stream().map(JobType::name).toList();
        this.life = new Life(server.threads().loops(), config.silence(), System::nanoTime);
        this.clockWatch = new ClockWatch(stores.nodes(), stores.ids()::follow, lease, node);
        this.contact = new Contact(stores.schedules()::now, server.clock(), System::nanoTime, clockWatch::measured);
        this.counters = new RunCounters(stores.stats(), node);
        this.holdings = new Holdings(stores.jobs());
        this.cancels = new ForeignCalls(server.threads().handlers());
        this.startedCounts = new StartedCounts(holdings, lease, stores.stats());
        this.returns = new BatchWorker<>(holdings::giveBack);
        this.reports = new ReportFlusher(stores.runs(), stores.jobs(), node);
        Breakers breakers = new Breakers(stores.types(), node, this::settings, breakerMoves::add, System::nanoTime);
        this.finisher = new Finisher(
                stores.jobs(),
                holdings,
                reports,
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
                        contact::now,
                        server.secrets(),
                        node));
        this.watchdog = new Watchdog(holdings, runner, stores.jobs(), config);
        this.lanes = new Lanes(
                new Lanes.Stores(stores.jobs(), stores.queues(), stores.types()),
                new Lanes.Runs(runner, holdings, types, handlers.asynchronous(), watchdog::deadlines, breakers),
                lease,
                new Lanes.Server(
                        server.threads().lanes(), server.threads().handlers(), server.scopes(), server.random()),
                config);
        this.heartbeat = new Heartbeat(
                stores.nodes(),
                config,
                lease,
                new Heartbeat.Self(server.version(), types, slots(), holdings::running, life::troubles),
                new Reconciler(stores.vital(), holdings, node));
        this.drain = new Drain(stores.nodes(), lease, node, new Work());
        this.door = new Door(
                new Door.Stores(stores.jobs(), stores.joined(), stores.queues(), stores.nodes(), server.permits()),
                handlers,
                json,
                stores.ids(),
                new Door.Told(lanes, server.announcer(), server.transactions()),
                config);
    }

    /** Joins the cluster and begins to take jobs. */
    public void start() {
        contact.ask();
        heartbeat.join();
        lanes.refresh();
        life.keep("outcomes 1", finisher::over, finisher::round);
        life.keep("outcomes 2", finisher::over, finisher::round);
        life.keep("outcomes of jobs with keys", finisher::over, finisher::roundOfKeyed);
        life.keep("returns", returns::over, returns::round);
        life.every(SECOND, "stages", cancels::look);
        life.keep("breakers", breakerMoves::over, breakerMoves::round);
        life.keep("dispatch", lanes::closed, lanes::round);
        life.every(config.heartbeat(), "heartbeat", this::beat);
        life.every(SECOND, "contact", contact::ask);
        life.every(SECOND, "clock", clockWatch::tell);
        life.every(SECOND, "drain", drain::look);
        life.every(SECOND, "queues", lanes::refresh);
        life.every(SECOND, "cancellations", watchdog::cancellations);
        life.every(SECOND, "reports", () -> reports.turn(holdings.all()));
        life.every(SECOND.multipliedBy(2), "statistics", counters::flush);
        life.every(SECOND.multipliedBy(2), "started", startedCounts::tell);
        started = true;
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
        breakerMoves.close();
        life.end();
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

    /** Loops of other packages join in. */
    Life life() {
        return life;
    }

    /** For how long this node has been in touch with the others. */
    Standing standing() {
        return () -> {
            Duration answered = contact.unbroken();
            Duration held = lease.unbroken();
            return answered.compareTo(held) < 0 ? answered : held;
        };
    }

    /** Warns of what {@code others} warn of, too. */
    NodeHealth health(Supplier<List<String>> others) {
        return new NodeHealth(life, contact, clockWatch, others, () -> started);
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

    /** Whichever node has room takes it. What is written stays written if nobody can be told. */
    private void ready(String queue) {
        quietly("announcement", () -> {
            lanes.wake(queue);
            server.announcer().get().announce(queue);
        });
    }

    private void beat() {
        try {
            heartbeat.beat();
        } catch (RuntimeException unreachable) {
            LOG.heartbeatFailed(config.nodeName(), unreachable);
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
