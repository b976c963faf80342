package io.nightshift.engine.dispatch;

import static io.nightshift.engine.log.EngineLog.LOG;

import io.nightshift.engine.breaker.Breakers;
import io.nightshift.engine.config.EngineConfig;
import io.nightshift.engine.handler.RequestScope;
import io.nightshift.engine.life.Pulse;
import io.nightshift.engine.node.Lease;
import io.nightshift.engine.run.Holdings;
import io.nightshift.engine.run.Runner;
import io.nightshift.store.port.JobStore;
import io.nightshift.store.port.NewJob;
import io.nightshift.store.queue.QueueStore;
import io.nightshift.store.queue.QueueStore.Queue;
import io.nightshift.store.type.TypeStore;
import io.nightshift.store.type.TypeStore.Setting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * The lanes of this node. One thread walks {@link #round}: it starts the lanes that were signalled, so that jobs always run
 * with the engine's context, never with that of the caller whose submission woke the lane.
 */
public final class Lanes implements Wake {

    private static final Duration TICK = Duration.ofMillis(50);
    /** While jobs wait for a thread. */
    private static final Duration SHORT_TICK = Duration.ofMillis(5);

    private final Map<String, Lane> lanes = new ConcurrentHashMap<>();
    private final BlockingQueue<Signal> pending = new LinkedBlockingQueue<>();
    private final LaneParts parts;
    private final QueueStore queues;
    private final TypeStore types;
    private final Runnable watch;
    private final Breakers breakers;
    private volatile Map<String, Setting> settings = Map.of();
    private volatile boolean closed;
    /** Touched by the dispatching loop only. */
    private long lastTick = System.nanoTime();

    /**
     * What lanes need of the server.
     *
     * @param pumps threads that take jobs from queues
     * @param handlers threads that run them
     * @param scopes a request scope for one thread
     * @param random for jitter; safe for concurrent use
     */
    public record Server(Executor pumps, Executor handlers, Supplier<RequestScope> scopes, RandomGenerator random) {}

    /**
     * What lanes need of the store.
     *
     * @param jobs where jobs are taken from
     * @param queues which queues there are
     * @param types which types are paused or limited
     */
    public record Stores(JobStore jobs, QueueStore queues, TypeStore types) {}

    /**
     * What takes the jobs.
     *
     * @param runner runs them
     * @param holdings remembers them
     * @param types those that this node can run
     * @param asyncTypes those of them that need no thread while they run
     * @param watch called every few milliseconds, must not block
     * @param breakers of types that have one
     */
    public record Runs(
            Runner runner,
            Holdings holdings,
            Collection<String> types,
            Collection<String> asyncTypes,
            Runnable watch,
            Breakers breakers) {}

    /** Has no lanes yet. */
    public Lanes(Stores stores, Runs runs, Lease lease, Server server, EngineConfig config) {
        this.queues = stores.queues();
        this.types = stores.types();
        this.watch = runs.watch();
        this.breakers = runs.breakers();
        this.parts = new LaneParts(
                stores.jobs(),
                runs.holdings(),
                runs.runner(),
                lease,
                new Slots(config.slots()),
                new AsyncSlots(config.asyncSlots()),
                server.pumps(),
                server.handlers(),
                new Scopes(server.scopes()),
                server.random(),
                config,
                List.copyOf(runs.types()),
                Set.copyOf(runs.asyncTypes()),
                pending,
                new Refusals(),
                breakers);
    }

    /** Reads which queues there are and how they and the types are set; one reading after the other, so none is stale. */
    public synchronized void refresh() {
        Map<String, Setting> now = new HashMap<>();
        List<Setting> all = types.all();
        breakers.configured(all);
        for (Setting setting : all) {
            now.put(setting.type(), setting.withoutUse());
        }
        settings = now;
        for (Queue queue : queues.all()) {
            lane(queue).configured(queue, now);
        }
    }

    /** Jobs of limited queues or types ended on this node: others may take their places. */
    public void freed() {
        lanes.values().forEach(Lane::freed);
    }

    @Override
    public void wake(String queue) {
        lane(unseen(queue)).wake();
    }

    @Override
    public void changed() {
        refresh();
    }

    /**
     * Jobs of this node were committed and are ready: wakes their lanes.
     *
     * @return the queues with more work than this node can start at once
     */
    public List<String> arrived(Collection<NewJob> jobs) {
        Map<String, List<NewJob>> byQueue = new LinkedHashMap<>();
        jobs.forEach(job ->
                byQueue.computeIfAbsent(job.queue(), q -> new ArrayList<>()).add(job));
        List<String> crowded = new ArrayList<>();
        byQueue.forEach((queue, arrived) -> {
            boolean room = lane(unseen(queue)).arrived(arrived);
            boolean known = arrived.stream().allMatch(job -> parts.types().contains(job.type()));
            if (!room || !known) {
                crowded.add(queue);
            }
        });
        return crowded;
    }

    /** Starts one lane, if one is signalled within a moment. */
    public void round(Pulse pulse) throws InterruptedException {
        Duration tick = lanes.values().stream().anyMatch(Lane::waits) ? SHORT_TICK : TICK;
        Signal signal = pending.poll(tick.toMillis(), TimeUnit.MILLISECONDS);
        if (signal != null) {
            start(signal);
        }
        long now = System.nanoTime();
        if (now - lastTick >= tick.toNanos()) {
            lastTick = now;
            tick(now);
        }
    }

    /** Whether nothing is started any more. */
    public boolean closed() {
        return closed;
    }

    /** Starts nothing any more and gives back what did not start. The lease must be closed before. */
    public void close() {
        closed = true;
        lanes.values().forEach(Lane::close);
    }

    /** Whether no claim is on its way; once the lease is closed or drains, none will be after that. */
    public boolean quiet() {
        return lanes.values().stream().allMatch(Lane::quiet);
    }

    /** The lease is active again, or drains: all look now. */
    public void wakeAll() {
        lanes.values().forEach(Lane::wake);
    }

    private void start(Signal signal) {
        try {
            parts.pumps().execute(signal);
        } catch (RuntimeException | Error full) {
            signal.refused();
            parts.refusals().note(full);
            // Whoever signals goes on signalling: without a pause this would spin until threads are free again.
            LockSupport.parkNanos(TICK.toNanos());
        }
    }

    private void tick(long now) {
        for (Lane lane : lanes.values()) {
            quietly(() -> lane.tick(now));
        }
        quietly(watch);
    }

    /** What fails for one lane must not end the turn of the others. */
    private static void quietly(Runnable turn) {
        try {
            turn.run();
        } catch (RuntimeException | Error failed) {
            LOG.dutyFailed("watch", failed);
        }
    }

    private Lane lane(Queue queue) {
        return lanes.computeIfAbsent(queue.name(), name -> new Lane(queue, settings, parts));
    }

    /** How a queue is set that was not read yet: the next {@link #refresh} knows better. */
    private Queue unseen(String name) {
        return Queue.plain(name, parts.config().queueConcurrency());
    }
}
