package io.nightshift.store.stat;

import static io.nightshift.store.AJob.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightshift.store.AJob;
import io.nightshift.store.TestDatabase;
import io.nightshift.store.Together;
import io.nightshift.store.move.JdbcJobStore;
import io.nightshift.store.node.JdbcNodeStore;
import io.nightshift.store.node.NodeStore;
import io.nightshift.store.port.Claimed;
import io.nightshift.store.port.Finished;
import io.nightshift.store.port.JobStore;
import io.nightshift.store.queue.JdbcQueueStore;
import io.nightshift.store.queue.QueueStore;
import io.nightshift.store.sql.OwnTransactor;
import io.nightshift.store.stat.StatStore.Count;
import io.nightshift.store.stat.StatStore.Depth;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nodes, queues and counters. */
abstract class ClusterContract {

    private final TestDatabase database = database();
    private final OwnTransactor own = new OwnTransactor(database.source());
    private final NodeStore nodes = new JdbcNodeStore(own);
    private final QueueStore queues = new JdbcQueueStore(own);
    private final StatStore stats = new JdbcStatStore(own, database.moves().depths());
    private final JobStore jobs = new JdbcJobStore(own, database.moves(), AJob.IDS);

    abstract TestDatabase database();

    @BeforeEach
    void empty() {
        database.empty();
    }

    /** What it had running is not its own any more, so its row must not say so. */
    @Test
    void aSilentNodeRunsNothing() {
        UUID id = UUID.randomUUID();
        nodes.register(id, "one", "1.0", 16, List.of("a"), Duration.ofSeconds(30));
        nodes.heartbeat(id, 7, Duration.ofSeconds(30));
        assertThat(nodes.all()).extracting(NodeStore.Node::running).containsExactly(7);

        database.execute("update node set lease_until = current_timestamp - interval '1' second");

        assertThat(nodes.all()).extracting(NodeStore.Node::running).containsExactly(0);
        assertThat(nodes.all()).extracting(NodeStore.Node::live).containsExactly(false);
    }

    @Test
    void aNodeTellsHowFarItsClockIsAhead() {
        UUID id = UUID.randomUUID();
        nodes.register(id, "one", "1.0", 16, List.of("a"), Duration.ofSeconds(30));
        assertThat(nodes.all().get(0).clockAhead()).isNull();

        nodes.clock(id, Duration.ofMillis(-3_600_250));

        assertThat(nodes.all().get(0).clockAhead()).isEqualTo(Duration.ofMillis(-3_600_250));
    }

    @Test
    void theTypesOfANodeThatLeftAreKnownUntilItIsForgotten() {
        UUID id = UUID.randomUUID();
        nodes.register(id, "one", "1.0", 16, List.of("a", "b"), Duration.ofSeconds(30));
        nodes.leave(id);
        assertThat(nodes.all()).isEmpty();
        assertThat(nodes.types()).containsExactlyInAnyOrder("a", "b");
        assertThat(nodes.heartbeat(id, 0, Duration.ofSeconds(30)))
                .as("it never comes back")
                .isFalse();

        database.execute("update node set lease_until = current_timestamp - interval '11' minute");
        nodes.forget(Duration.ofMinutes(10));

        assertThat(nodes.types()).isEmpty();
    }

    @Test
    void aNodeLivesAsLongAsItsLease() {
        UUID id = UUID.randomUUID();
        nodes.register(id, "one", "1.0", 16, List.of("a", "b"), Duration.ofSeconds(30));

        assertThat(nodes.heartbeat(id, 7, Duration.ofSeconds(30))).isTrue();
        assertThat(nodes.heartbeat(UUID.randomUUID(), 7, Duration.ofSeconds(30)))
                .isFalse();

        NodeStore.Node node = nodes.all().get(0);
        assertThat(node.live()).isTrue();
        assertThat(node.running()).isEqualTo(7);
        assertThat(node.types()).containsExactly("a", "b");
        assertThat(Duration.between(node.heartbeatAt(), node.leaseUntil())).isEqualTo(Duration.ofSeconds(30));
        assertThat(nodes.forget(Duration.ZERO)).isZero();
        nodes.heartbeat(id, 0, Duration.ZERO);
        assertThat(nodes.all().get(0).live()).isFalse();
    }

    @Test
    void forgetsNodesThatHoldNothing() {
        UUID idle = UUID.randomUUID();
        UUID holder = UUID.randomUUID();
        nodes.register(idle, "idle", "1.0", 16, List.of(), Duration.ZERO);
        nodes.register(holder, "holder", "1.0", 16, List.of(), Duration.ZERO);
        jobs.insert(List.of(aJob().build()));
        jobs.claim(holder, "default", Set.of("test.noop"), 1, null);

        assertThat(nodes.forget(Duration.ofHours(1))).isZero();
        assertThat(nodes.forget(Duration.ZERO)).isEqualTo(1);
        assertThat(nodes.all()).extracting(NodeStore.Node::name).containsExactly("holder");
        nodes.leave(holder);
        assertThat(nodes.all()).isEmpty();
    }

    @Test
    void aNodeThatIsAskedToDrainTellsWhenItHoldsNothing() {
        UUID id = UUID.randomUUID();
        nodes.register(id, "one", "1.0", 16, List.of("a"), Duration.ofSeconds(30));
        assertThat(nodes.draining(id)).isEmpty();
        nodes.drained(id, 0);
        assertThat(nodes.all().get(0).state()).isEqualTo(NodeStore.State.ACTIVE);
        assertThat(nodes.all().get(0).takesJobs()).isTrue();

        assertThat(nodes.drain(id, "ann")).isTrue();
        assertThat(nodes.drain(id, "bob")).isFalse();

        assertThat(nodes.draining(id)).contains("ann");
        assertThat(nodes.all().get(0).state())
                .as("before the node has said anything")
                .isEqualTo(NodeStore.State.DRAINING);
        assertThat(nodes.all().get(0).drainingBy()).isEqualTo("ann");
        assertThat(nodes.all().get(0).drainingAt()).isNotNull();
        nodes.drained(id, 2);
        assertThat(nodes.all().get(0).state()).isEqualTo(NodeStore.State.DRAINING);
        assertThat(nodes.all().get(0).running()).isEqualTo(2);
        nodes.drained(id, 0);
        assertThat(nodes.heartbeat(id, 0, Duration.ofSeconds(30))).isTrue();
        assertThat(nodes.all().get(0).state()).isEqualTo(NodeStore.State.DRAINED);
        assertThat(nodes.all().get(0).takesJobs()).isFalse();

        assertThat(nodes.resume(id)).isTrue();
        assertThat(nodes.resume(id)).isFalse();
        assertThat(nodes.draining(id)).isEmpty();
        assertThat(nodes.all().get(0).state()).isEqualTo(NodeStore.State.ACTIVE);
    }

    @Test
    void aNodeThatIsGoneIsNotAskedToDrain() {
        UUID gone = UUID.randomUUID();
        nodes.register(gone, "gone", "1.0", 16, List.of(), Duration.ZERO);

        assertThat(nodes.drain(gone, "ann")).isFalse();
        assertThat(nodes.drain(UUID.randomUUID(), "ann")).isFalse();
    }

    @Test
    void addsQueuesOnceWhoeverAsks() {
        Together.run(4, i -> {
            queues.ensure(i % 2 == 0 ? List.of("a", "b", "c") : List.of("c", "b", "a"), i + 1);
            return i;
        });

        assertThat(queues.all()).extracting(QueueStore.Queue::name).containsExactly("a", "b", "c");
        assertThat(queues.concurrency("a", 3)).isTrue();
        assertThat(queues.concurrency("x", 3)).isFalse();
        queues.ensure(List.of("a"), 99);
        assertThat(queues.all().get(0).concurrency()).isEqualTo(3);
        assertThat(queues.all().get(0).weight()).isEqualTo(1);
        assertThat(queues.weight("a", 100)).isTrue();
        assertThat(queues.weight("x", 3)).isFalse();
        assertThat(queues.all().get(0).weight()).isEqualTo(100);
        assertThat(queues.pause("a", "ann", null)).isTrue();
        assertThat(queues.pause("a", "bob", null)).isFalse();
        assertThat(queues.all().get(0).pausedBy()).isEqualTo("ann");
        assertThat(queues.resume("a")).isTrue();
        assertThat(queues.resume("a")).isFalse();
        assertThat(queues.all().get(0).paused()).isFalse();
    }

    /** A node that was not told whether its counts were added sends them again. */
    @Test
    void addsABatchOnce() {
        List<Count> counts = List.of(new Count("q", "t", "SUCCEEDED", 2, 20));
        UUID batch = UUID.randomUUID();
        stats.add("one", batch, counts);
        stats.add("one", batch, counts);
        stats.add("other", batch, counts);
        stats.add("one", UUID.randomUUID(), counts);

        assertThat(stats.minutes(Duration.ofHours(1)).stream()
                        .mapToLong(StatStore.Minute::jobs)
                        .sum())
                .isEqualTo(6);
    }

    @Test
    void addsUpWhatNodesCount() {
        stats.add(
                "one",
                UUID.randomUUID(),
                List.of(new Count("q", "t", "SUCCEEDED", 2, 20), new Count("q", "t", "SUCCEEDED", 1, 5)));
        Together.run(4, i -> {
            stats.add(
                    "n" + i % 2,
                    UUID.randomUUID(),
                    List.of(new Count("q", "t", "SUCCEEDED", 10, 1), new Count("q", "t", "DEAD", 1, 1)));
            return i;
        });
        stats.add("one", UUID.randomUUID(), List.of());

        assertThat(stats.minutes(Duration.ofHours(1)).stream()
                        .filter(minute -> minute.result().equals("SUCCEEDED"))
                        .mapToLong(StatStore.Minute::jobs)
                        .sum())
                .isEqualTo(43);
        assertThat(stats.prune(Duration.ofHours(1))).isZero();
        database.execute("update job_stat set minute_at = minute_at - interval '2' day");
        assertThat(stats.minutes(Duration.ofHours(1))).isEmpty();
        assertThat(stats.prune(Duration.ofDays(1))).isPositive();
    }

    @Test
    void measuresWhatThePlacesHold() {
        queues.ensure(List.of("a", "b"), 4);
        for (int i = 0; i < 5; i++) {
            jobs.insert(List.of(aJob().queue("a").priority(i).build()));
        }
        jobs.insert(List.of(aJob().queue("b").delay(Duration.ofHours(1)).build()));
        UUID node = UUID.randomUUID();
        Claimed claimed = Objects.requireNonNull(jobs.claim(node, "a", Set.of("test.noop"), 2, null));
        database.execute("update job set submitted_at = submitted_at - interval '60' second");

        nodes.register(node, "one", "1", 4, List.of(), Duration.ofSeconds(30));
        stats.started(node, Map.of("a", 1));
        stats.started(UUID.randomUUID(), Map.of("a", 9, "b", 9));

        Map<String, Depth> depths = stats.depths();

        assertThat(depths).containsOnlyKeys("a", "b");
        Depth a = Objects.requireNonNull(depths.get("a"));
        assertThat(a.ready()).isEqualTo(3);
        assertThat(a.running()).as("what the node has started").isEqualTo(1);
        assertThat(a.held()).as("what it holds beside that").isEqualTo(1);
        stats.started(node, Map.of("a", 7));
        assertThat(stats.depths().get("a"))
                .as("never more than it holds")
                .returns(2L, Depth::running)
                .returns(0L, Depth::held);
        stats.started(node, Map.of());
        assertThat(stats.depths().get("a")).returns(0L, Depth::running).returns(2L, Depth::held);
        assertThat(a.oldestReady()).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(90));
        assertThat(depths.get("b")).isEqualTo(new Depth(0, 0, 0, 1, 0, Duration.ZERO));
        assertThat(stats.dead(10)).isZero();
        jobs.finish(
                node,
                claimed.jobs().stream()
                        .map(job -> new Finished(
                                claimed.id(),
                                job.id(),
                                1,
                                3,
                                Duration.ZERO,
                                Duration.ZERO,
                                "one",
                                new Finished.Failed(
                                        io.nightshift.api.job.AttemptError.Kind.FAILED,
                                        new Finished.Error(null, "x", null),
                                        Duration.ZERO,
                                        true),
                                false))
                        .toList());
        assertThat(stats.dead(10)).isEqualTo(2);
        assertThat(stats.dead(1)).isEqualTo(1);
    }
}
