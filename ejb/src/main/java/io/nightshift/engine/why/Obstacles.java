package io.nightshift.engine.why;

import io.nightshift.api.job.JobId;
import io.nightshift.api.job.JobSnapshot;
import io.nightshift.engine.why.Why.Gate;
import io.nightshift.engine.why.Why.Reason;
import io.nightshift.store.node.NodeStore;
import io.nightshift.store.node.NodeStore.Node;
import io.nightshift.store.port.JobWaits;
import io.nightshift.store.port.JobWaits.Jobs;
import io.nightshift.store.queue.Limits;
import io.nightshift.store.queue.Limits.Rate;
import io.nightshift.store.queue.QueueStore;
import io.nightshift.store.queue.QueueStore.Queue;
import io.nightshift.store.queue.Window;
import io.nightshift.store.type.Breaker;
import io.nightshift.store.type.TypeStore;
import io.nightshift.store.type.TypeStore.Setting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What stands before every job of a queue and of a type: pauses, limits, and nodes. */
final class Obstacles {

    private final QueueStore queues;
    private final TypeStore types;
    private final NodeStore nodes;
    private final JobWaits waits;
    private final Supplier<Instant> databaseTime;

    Obstacles(QueueStore queues, TypeStore types, NodeStore nodes, JobWaits waits, Supplier<Instant> databaseTime) {
        this.queues = queues;
        this.types = types;
        this.nodes = nodes;
        this.waits = waits;
        this.databaseTime = databaseTime;
    }

    List<Reason> of(JobSnapshot job) {
        Queue queue = queues.all().stream()
                .filter(one -> one.name().equals(job.queue()))
                .findFirst()
                .orElse(null);
        Setting type = types.all().stream()
                .filter(one -> one.type().equals(job.type()))
                .findFirst()
                .orElse(null);
        List<Reason> found = new ArrayList<>();
        if (queue != null && queue.paused()) {
            found.add(plain(
                    Gate.PAUSED_QUEUE,
                    Sentence.paused(
                            "Queue " + queue.name(), queue.pausedBy(), queue.pausedAt(), queue.pausedReason())));
        }
        if (type != null && type.paused()) {
            found.add(plain(
                    Gate.PAUSED_TYPE,
                    Sentence.paused("Type " + type.type(), type.pausedBy(), type.pausedAt(), type.pausedReason())));
        }
        if (type != null && type.breaker() != null && !type.breaker().closed()) {
            found.add(breaker(type.type(), type.breaker()));
        }
        List<Node> knowing = nodes.all().stream()
                .filter(node -> node.live() && node.types().contains(job.type()))
                .toList();
        List<Node> able = knowing.stream().filter(Node::takesJobs).toList();
        if (able.isEmpty()) {
            found.add(plain(
                    Gate.NO_NODE,
                    knowing.isEmpty()
                            ? "No live node knows the type " + job.type() + "."
                            : Sentence.draining(job.type(), knowing)));
        }
        if (queue != null) {
            limits(Gate.QUEUE_LIMIT, "queue", queue.name(), queue.limits(), queue.window(), waits::heldOfQueue, found);
        }
        if (type != null) {
            limits(Gate.TYPE_LIMIT, "type", type.type(), type.limits(), type.window(), waits::heldOfType, found);
        }
        if (!able.isEmpty()) {
            busy(queue, able, knowing, found);
        }
        return found;
    }

    private void limits(
            Gate gate,
            String kind,
            String name,
            Limits limits,
            Window window,
            Function<String, Jobs> heldOf,
            List<Reason> found) {
        Integer most = limits.maxRunning();
        if (most != null) {
            Jobs held = heldOf.apply(name);
            if (held.count() >= most) {
                String text = "At most " + most + " jobs of " + kind + " " + name + " run at once: " + held.count()
                        + "/" + most + " held by " + Sentence.jobs(held) + ".";
                found.add(new Reason(gate, text, held.first(), null));
            }
        }
        Rate rate = limits.rate();
        Instant start = window.start();
        if (rate == null || start == null || window.used() < rate.count()) {
            return;
        }
        Instant opens = start.plus(rate.period());
        if (opens.isAfter(databaseTime.get())) {
            String text = "At most " + rate.count() + " jobs of " + kind + " " + name + " start per " + rate.period()
                    + ", and so many have; the next period opens at " + Sentence.at(opens) + ".";
            found.add(new Reason(Gate.RATE, text, List.of(), opens));
        }
    }

    private void busy(@Nullable Queue queue, List<Node> able, List<Node> knowing, List<Reason> found) {
        if (queue != null) {
            Jobs held = waits.heldOfQueue(queue.name());
            if (held.count() >= queue.concurrency() * able.size()) {
                String text = "Each node runs at most " + queue.concurrency() + " jobs of queue " + queue.name()
                        + " at once, and " + (able.size() == 1 ? "the one node" : "the " + able.size() + " nodes")
                        + " that can run it " + (able.size() == 1 ? "has" : "have") + " taken " + held.count()
                        + ", those that wait there for a place included: "
                        + Sentence.jobs(held) + ".";
                found.add(new Reason(Gate.NODE_LIMIT, text, held.first(), null));
            }
        }
        if (able.stream().allMatch(node -> node.running() >= node.slots())) {
            String text = able.stream()
                    .map(node -> node.name() + " runs " + node.running() + " of " + node.slots())
                    .collect(Collectors.joining(", ", "All slots are taken on the nodes that know its type: ", "."));
            List<Node> draining =
                    knowing.stream().filter(node -> !node.takesJobs()).toList();
            found.add(plain(Gate.NODES_BUSY, draining.isEmpty() ? text : text + " " + Sentence.alsoDraining(draining)));
        }
    }

    private static Reason breaker(String type, Breaker breaker) {
        String opened = Sentence.opened(type, breaker);
        JobId probe = breaker.probe();
        if (breaker.state() == Breaker.State.OPEN) {
            Instant until = breaker.until();
            String text = opened + (until == null ? "" : " It lets one job probe at " + Sentence.at(until) + ".");
            return new Reason(Gate.BREAKER, text, List.of(), until);
        }
        return probe == null
                ? plain(Gate.BREAKER, opened + " It lets one job probe now.")
                : new Reason(
                        Gate.BREAKER,
                        opened + " It lets one job at a time probe, the last was " + probe + ".",
                        List.of(probe),
                        null);
    }

    private static Reason plain(Gate gate, String text) {
        return new Reason(gate, text, List.of(), null);
    }
}
