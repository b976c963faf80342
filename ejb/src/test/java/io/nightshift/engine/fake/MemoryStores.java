package io.nightshift.engine.fake;

import io.nightshift.api.job.JobId;
import io.nightshift.store.job.RunStore;
import io.nightshift.store.node.NodeStore;
import io.nightshift.store.queue.Limits;
import io.nightshift.store.queue.QueueStore;
import io.nightshift.store.queue.Window;
import io.nightshift.store.schedule.ScheduleStore;
import io.nightshift.store.stat.StatStore;
import io.nightshift.store.type.TypeStore;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
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

    /** Types that can be paused and limited. */
    public static final class Types implements TypeStore {

        private final Map<String, Setting> settings = new ConcurrentSkipListMap<>();

        @Override
        public List<Setting> all() {
            return List.copyOf(settings.values());
        }

        @Override
        public boolean pause(String type, String by, @Nullable String reason) {
            settings.put(type, new Setting(type, by, Instant.EPOCH, reason, Limits.NONE, Window.UNUSED));
            return true;
        }

        @Override
        public boolean resume(String type) {
            return settings.remove(type) != null;
        }

        @Override
        public void limits(String type, Limits limits) {
            settings.put(type, new Setting(type, null, null, null, limits, Window.UNUSED));
        }
    }

    /** Nodes whose leases never end. */
    public static final class Nodes implements NodeStore {

        private final Map<UUID, Node> nodes = new ConcurrentHashMap<>();

        /** Forgets all, as others do with nodes that were silent for too long. */
        public void forgetAll() {
            nodes.clear();
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
                            true));
        }

        @Override
        public boolean heartbeat(UUID incarnation, int running, Duration lease) {
            return nodes.containsKey(incarnation);
        }

        @Override
        public void leave(UUID incarnation) {
            nodes.remove(incarnation);
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

        /** As a store; only {@code add} works. */
        public StatStore store() {
            return proxy(StatStore.class, (name, arguments) -> {
                if (!"add".equals(name)) {
                    throw new UnsupportedOperationException("Not the engine's");
                }
                synchronized (counts) {
                    for (Object count : (List<?>) arguments[1]) {
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
