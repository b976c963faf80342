package io.nightshift.engine.fake;

import io.nightshift.api.job.JobId;
import io.nightshift.store.node.NodeStore;
import io.nightshift.store.port.RunStore;
import io.nightshift.store.queue.Limits;
import io.nightshift.store.queue.QueueStore;
import io.nightshift.store.queue.Window;
import io.nightshift.store.schedule.ScheduleStore;
import io.nightshift.store.stat.StatStore;
import io.nightshift.store.type.Breaker;
import io.nightshift.store.type.Breaker.State;
import io.nightshift.store.type.TypeStore;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The other stores in memory. */
public final class MemoryStores {

    private MemoryStores() {}

    /** Queues that can be paused. */
    public static final class Queues implements QueueStore {

        private final Map<String, Queue> queues = new ConcurrentSkipListMap<>();

        @Override
        public void ensure(Collection<String> names, int concurrency) {
            names.forEach(name -> queues.putIfAbsent(name, Queue.plain(name, concurrency)));
        }

        @Override
        public List<Queue> all() {
            return List.copyOf(queues.values());
        }

        @Override
        public boolean pause(String name, String by, @Nullable String reason) {
            queues.computeIfPresent(
                    name,
                    (n, queue) -> new Queue(
                            n,
                            queue.concurrency(),
                            queue.weight(),
                            by,
                            Instant.EPOCH,
                            reason,
                            queue.limits(),
                            queue.window()));
            return true;
        }

        @Override
        public boolean resume(String name) {
            queues.computeIfPresent(name, (n, queue) -> limited(queue, queue.limits()));
            return true;
        }

        @Override
        public boolean concurrency(String name, int perNode) {
            queues.put(name, Queue.plain(name, perNode));
            return true;
        }

        @Override
        public boolean weight(String name, int weight) {
            queues.computeIfPresent(
                    name,
                    (n, queue) ->
                            new Queue(n, queue.concurrency(), weight, null, null, null, queue.limits(), Window.UNUSED));
            return true;
        }

        @Override
        public boolean limits(String name, Limits limits) {
            queues.computeIfPresent(name, (n, queue) -> limited(queue, limits));
            return true;
        }

        private static Queue limited(Queue queue, Limits limits) {
            return new Queue(
                    queue.name(), queue.concurrency(), queue.weight(), null, null, null, limits, Window.UNUSED);
        }
    }

    /** Types that can be paused and limited, with breakers. */
    public static final class Types implements TypeStore {

        private final Map<String, Setting> settings = new ConcurrentSkipListMap<>();
        private final List<String> moves = new CopyOnWriteArrayList<>();

        /** The moves of breakers that were made, such as "trip: 3 of 3 attempts failed within 60 s". */
        public List<String> moves() {
            return List.copyOf(moves);
        }

        @Override
        public List<Setting> all() {
            return settings.values().stream().map(Types::atThisTime).toList();
        }

        @Override
        public boolean pause(String type, String by, @Nullable String reason) {
            settings.put(type, new Setting(type, by, Instant.EPOCH, reason, Limits.NONE, Window.UNUSED, null));
            return true;
        }

        @Override
        public boolean resume(String type) {
            return settings.remove(type) != null;
        }

        @Override
        public void limits(String type, Limits limits) {
            settings.put(type, new Setting(type, null, null, null, limits, Window.UNUSED, null));
        }

        @Override
        public void breaker(String type, Breaker.@Nullable Rule rule) {
            if (rule == null) {
                settings.remove(type);
            } else {
                put(type, new Breaker(rule, State.CLOSED, null, null, null, null, null));
            }
        }

        @Override
        public synchronized boolean trip(String type, String node, String reason) {
            Breaker breaker = find(type);
            return breaker != null
                    && breaker.until() == null
                    && move("trip", type, breaker, breaker.rule().pause(), node, reason);
        }

        @Override
        public synchronized boolean open(String type, String by, @Nullable String reason) {
            Breaker breaker = find(type);
            return breaker != null
                    && breaker.state() != State.OPEN
                    && move("open", type, breaker, breaker.rule().pause(), by, reason);
        }

        @Override
        public synchronized boolean close(String type, String by, @Nullable String reason) {
            Breaker breaker = find(type);
            return breaker != null && !breaker.closed() && move("close", type, breaker, null, by, reason);
        }

        @Override
        public synchronized boolean probed(String type, JobId probe, boolean success, String node, String reason) {
            Breaker breaker = find(type);
            return breaker != null
                    && probe.equals(breaker.probe())
                    && move(
                            success ? "probe succeeded" : "probe failed",
                            type,
                            breaker,
                            success ? null : breaker.rule().pause().multipliedBy(2),
                            node,
                            reason);
        }

        /** From now on this job is the type's probe. */
        public synchronized void probes(String type, JobId job) {
            Breaker breaker = find(type);
            if (breaker != null) {
                put(
                        type,
                        new Breaker(
                                breaker.rule(),
                                breaker.state(),
                                breaker.since(),
                                breaker.by(),
                                breaker.reason(),
                                breaker.until(),
                                job));
            }
        }

        /** A type's breaker; null if it has none. */
        public @Nullable Breaker find(String type) {
            Setting setting = settings.get(type);
            return setting == null ? null : atThisTime(setting).breaker();
        }

        private boolean move(
                String move,
                String type,
                Breaker breaker,
                @Nullable Duration pause,
                String by,
                @Nullable String reason) {
            moves.add(reason == null ? move : move + ": " + reason);
            Instant now = java.time.Clock.systemUTC().instant();
            Instant until = pause == null ? null : now.plus(pause);
            State state = pause == null ? State.CLOSED : State.OPEN;
            put(type, new Breaker(breaker.rule(), state, now, by, reason, until, null));
            return true;
        }

        private void put(String type, Breaker breaker) {
            settings.put(type, new Setting(type, null, null, null, Limits.NONE, Window.UNUSED, breaker));
        }

        private static Setting atThisTime(Setting setting) {
            Breaker breaker = setting.breaker();
            Instant until = breaker == null ? null : breaker.until();
            if (breaker == null
                    || until == null
                    || until.isAfter(java.time.Clock.systemUTC().instant())) {
                return setting;
            }
            return new Setting(
                    setting.type(),
                    setting.pausedBy(),
                    setting.pausedAt(),
                    setting.pausedReason(),
                    setting.limits(),
                    setting.window(),
                    new Breaker(
                            breaker.rule(),
                            State.HALF_OPEN,
                            breaker.since(),
                            breaker.by(),
                            breaker.reason(),
                            until,
                            breaker.probe()));
        }
    }

    /** Nodes whose leases never end. */
    public static final class Nodes implements NodeStore {

        private final Map<UUID, Node> nodes = new ConcurrentHashMap<>();
        private final AtomicInteger heartbeats = new AtomicInteger();
        private final Set<String> left = ConcurrentHashMap.newKeySet();
        private volatile boolean away;

        /** Forgets all, as others do with nodes that were silent for too long. */
        public void forgetAll() {
            nodes.clear();
        }

        /** Whether no heartbeat comes through. */
        public void away(boolean now) {
            away = now;
        }

        /** How often leases were renewed. */
        public int heartbeats() {
            return heartbeats.get();
        }

        @Override
        public void register(
                UUID incarnation, String name, String version, int slots, Collection<String> types, Duration lease) {
            nodes.put(
                    incarnation,
                    new Node(
                            incarnation,
                            name,
                            version,
                            slots,
                            0,
                            List.copyOf(types),
                            Instant.EPOCH,
                            Instant.EPOCH,
                            Instant.EPOCH,
                            true,
                            NodeStore.State.ACTIVE,
                            null,
                            null,
                            null));
        }

        @Override
        public boolean heartbeat(UUID incarnation, int running, Duration lease) {
            if (away) {
                throw new IllegalStateException("database is away");
            }
            heartbeats.incrementAndGet();
            return nodes.containsKey(incarnation);
        }

        @Override
        public boolean drain(UUID incarnation, String by) {
            Node node = nodes.get(incarnation);
            if (node == null || node.drainingAt() != null) {
                return false;
            }
            put(node, node.running(), NodeStore.State.DRAINING, by);
            return true;
        }

        @Override
        public boolean resume(UUID incarnation) {
            Node node = nodes.get(incarnation);
            if (node == null || node.drainingAt() == null) {
                return false;
            }
            put(node, node.running(), NodeStore.State.ACTIVE, null);
            return true;
        }

        @Override
        public Optional<String> draining(UUID incarnation) {
            return Optional.ofNullable(nodes.get(incarnation)).map(Node::drainingBy);
        }

        @Override
        public void drained(UUID incarnation, int held) {
            Node node = nodes.get(incarnation);
            if (node != null && node.drainingAt() != null) {
                put(node, held, held == 0 ? NodeStore.State.DRAINED : NodeStore.State.DRAINING, node.drainingBy());
            }
        }

        private void put(Node node, int running, NodeStore.State state, @Nullable String by) {
            nodes.put(
                    node.incarnation(),
                    new Node(
                            node.incarnation(),
                            node.name(),
                            node.version(),
                            node.slots(),
                            running,
                            node.types(),
                            node.startedAt(),
                            node.heartbeatAt(),
                            node.leaseUntil(),
                            true,
                            state,
                            by,
                            by == null ? null : Instant.EPOCH,
                            node.clockAhead()));
        }

        @Override
        public void clock(UUID incarnation, Duration ahead) {
            nodes.computeIfPresent(
                    incarnation,
                    (id, node) -> new Node(
                            id,
                            node.name(),
                            node.version(),
                            node.slots(),
                            node.running(),
                            node.types(),
                            node.startedAt(),
                            node.heartbeatAt(),
                            node.leaseUntil(),
                            true,
                            node.state(),
                            node.drainingBy(),
                            node.drainingAt(),
                            ahead));
        }

        @Override
        public void leave(UUID incarnation) {
            Node node = nodes.remove(incarnation);
            if (node != null) {
                left.addAll(node.types());
            }
        }

        @Override
        public Set<String> types() {
            Set<String> types = new HashSet<>(left);
            nodes.values().forEach(node -> types.addAll(node.types()));
            return types;
        }

        @Override
        public int forget(Duration age) {
            throw new UnsupportedOperationException("Not the engine's");
        }

        @Override
        public List<Node> all() {
            return List.copyOf(nodes.values());
        }
    }

    /** What runs said. */
    public static final class Runs implements RunStore {

        /** Last reports. */
        public final List<Report> reports = new CopyOnWriteArrayList<>();

        /** Log lines. */
        public final List<Line> lines = new CopyOnWriteArrayList<>();

        /** Whether checkpoints are refused, as after a rescue. */
        public volatile boolean refusing;

        private final Map<JobId, String> checkpoints = new ConcurrentHashMap<>();

        @Override
        public void progress(List<Report> all) {
            reports.addAll(all);
        }

        @Override
        public void log(List<Line> all) {
            lines.addAll(all);
        }

        @Override
        public Optional<String> checkpoint(JobId id) {
            return Optional.ofNullable(checkpoints.get(id));
        }

        @Override
        public boolean checkpoint(JobId id, int attempt, String content) {
            if (refusing) {
                return false;
            }
            checkpoints.put(id, content);
            return true;
        }
    }

    /** Counters as they were added. */
    public static final class Stats {

        /** All that was added. */
        public final List<StatStore.Count> counts = new ArrayList<>();

        /** What nodes told last of what they have started, by queue. */
        public volatile Map<String, Integer> started = Map.of();

        /** As a store; only {@code add} and {@code started} work. */
        public StatStore store() {
            return proxy(StatStore.class, (name, arguments) -> {
                if ("started".equals(name)) {
                    Map<String, Integer> told = new HashMap<>();
                    ((Map<?, ?>) arguments[1]).forEach((queue, jobs) -> told.put((String) queue, (Integer) jobs));
                    started = told;
                    return null;
                }
                if (!"add".equals(name)) {
                    throw new UnsupportedOperationException("Not the engine's");
                }
                synchronized (counts) {
                    for (Object count : (List<?>) arguments[2]) {
                        counts.add((StatStore.Count) count);
                    }
                }
                return null;
            });
        }
    }

    /** Schedules that know nothing but the time. */
    public static ScheduleStore clock() {
        return proxy(
                ScheduleStore.class,
                (name, arguments) -> java.time.Clock.systemUTC().instant());
    }

    /** Answers a call of an interface. */
    public interface Answer {

        /** The result; arguments are never null. */
        @Nullable
        Object call(String method, Object[] arguments);
    }

    /** An object of an interface that answers each call this way. */
    public static <T> T proxy(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) ->
                        answer.call(method.getName(), arguments == null ? new Object[0] : arguments)));
    }
}
