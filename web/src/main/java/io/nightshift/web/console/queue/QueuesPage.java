package io.nightshift.web.console.queue;

import io.nightshift.engine.access.Act;
import io.nightshift.engine.queue.Queues;
import io.nightshift.engine.stat.Live;
import io.nightshift.engine.stat.Live.QueueLine;
import io.nightshift.engine.stat.Live.Snapshot;
import io.nightshift.store.node.NodeStore.Node;
import io.nightshift.store.queue.Limits;
import io.nightshift.store.queue.QueueStore.Queue;
import io.nightshift.store.stat.StatStore.Depth;
import io.nightshift.web.console.Posted;
import io.nightshift.web.console.Viewer;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The queues: what lies in them, and the few things a person does to them. */
@Named("queuesPage")
@RequestScoped
public class QueuesPage {

    private static final Depth EMPTY = new Depth(0, 0, 0, 0, 0, Duration.ZERO);

    private final Queues queues;
    private final Live live;
    private final Viewer viewer;
    private final String change;

    @Inject
    public QueuesPage(Queues queues, Live live, Viewer viewer) {
        this.queues = queues;
        this.live = live;
        this.viewer = viewer;
        // Before any phase: the form of a queue counts only if the queue is known.
        this.change = Posted.value("change");
    }

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected QueuesPage() {
        this.queues = null;
        this.live = null;
        this.viewer = null;
        this.change = "";
    }

    /** The name in the URL of the queue whose limits are changed; empty if none is. */
    public String getChange() {
        return change;
    }

    /** That queue; null if none is chosen, or there is none. */
    public @Nullable Line getChosen() {
        return getRows().stream()
                .filter(row -> row.getName().equals(change))
                .findFirst()
                .orElse(null);
    }

    public List<Line> getRows() {
        Snapshot snapshot = live.snapshot();
        return queues.all().stream().map(queue -> line(queue, snapshot)).toList();
    }

    private static Line line(Queue queue, Snapshot snapshot) {
        QueueLine known = snapshot.queues().get(queue.name());
        return new Line(queue, known == null ? EMPTY : known.depth());
    }

    /** Nodes that take jobs now: a limit counts on each of them. */
    public long getLiveNodes() {
        return live.snapshot().nodes().stream().filter(Node::takesJobs).count();
    }

    public long getPaused() {
        return queues.all().stream().filter(Queue::paused).count();
    }

    /** Stops claims from the queue in the parameter {@code queue}. */
    public void pause() {
        viewer.require(Act.STEER_QUEUES);
        String name = Posted.value("queue");
        try {
            if (queues.pause(name, viewer.getName(), Posted.reason())) {
                viewer.say("Queue " + name + " is paused; what runs, runs on");
            } else {
                viewer.warn("Queue " + name + " was paused already");
            }
        } catch (IllegalArgumentException e) {
            viewer.fail(String.valueOf(e.getMessage()));
        }
    }

    /** Lets claims go on. */
    public void resume() {
        viewer.require(Act.STEER_QUEUES);
        String name = Posted.value("queue");
        if (queues.resume(name, viewer.getName())) {
            viewer.say("Queue " + name + " goes on");
        } else {
            viewer.warn("Queue " + name + " was not paused");
        }
    }

    /** Sets how many of the queue's jobs a node runs at once. */
    public void changeLimit() {
        viewer.require(Act.LIMIT_QUEUES);
        String name = Posted.value("queue");
        String given = Posted.value("limit");
        try {
            int perNode = Integer.parseInt(given.strip());
            if (queues.concurrency(name, perNode, viewer.getName())) {
                viewer.say("Each node runs up to " + perNode + " jobs of " + name + " at once");
            } else {
                viewer.fail("There is no queue " + name);
            }
        } catch (NumberFormatException e) {
            viewer.fail("The limit of " + name + " must be a number, not '" + given + "'");
        } catch (IllegalArgumentException e) {
            viewer.fail("The limit of " + name + " must be 1 to 100,000");
        }
    }

    /** Sets what holds for the queue in the whole cluster. */
    public void changeLimits() {
        viewer.require(Act.LIMIT_QUEUES);
        String name = Posted.value("queue");
        try {
            Limits limits = LimitsForm.posted();
            if (queues.limits(name, limits, viewer.getName())) {
                viewer.say("Limits of " + name + " in the cluster: " + LimitsForm.words(limits));
                viewer.show("list");
                viewer.show("change");
            } else {
                viewer.fail("There is no queue " + name);
            }
        } catch (IllegalArgumentException e) {
            viewer.fail(String.valueOf(e.getMessage()));
        }
    }

    /** One queue and what lies in it. */
    public record Line(Queue queue, Depth depth) {

        public String getName() {
            return queue.name();
        }

        public boolean isPaused() {
            return queue.paused();
        }

        /** How many may run on so many nodes. */
        public long room(long nodes) {
            Integer most = queue.limits().maxRunning();
            long room = queue.concurrency() * nodes;
            return most == null ? room : Math.min(most, room);
        }

        /** What holds in the cluster, in words. */
        public String getLimits() {
            return LimitsForm.words(queue.limits());
        }

        /** The period of its rate as it is typed; empty if it has none. */
        public String getPeriod() {
            Limits.Rate rate = queue.limits().rate();
            return rate == null ? "" : LimitsForm.text(rate.period());
        }

        /** How long the oldest one has waited; null if none waits. */
        public @Nullable Duration getLag() {
            return depth.ready() == 0 ? null : depth.oldestReady();
        }
    }
}
