package io.nightshift.test.faults;

import static org.awaitility.Awaitility.await;

import io.nightshift.test.client.Api;
import io.nightshift.test.client.Jobs;
import io.nightshift.test.client.Reply;
import io.nightshift.test.client.User;
import io.nightshift.test.faults.check.Disturbance;
import io.nightshift.test.faults.check.Effect;
import io.nightshift.test.faults.check.History;
import io.nightshift.test.faults.check.Rows;
import io.nightshift.test.faults.cluster.Cluster;
import io.nightshift.test.faults.cluster.Snapshot;
import io.nightshift.test.faults.load.Load;
import io.nightshift.test.server.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One load from its begin to the history of it: a queue, a schedule of every second, and callers. */
final class Course implements AutoCloseable {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int FLOWING = 25;
    private static final int RUNNING = 2;

    private final Cluster cluster;
    private final String queue;
    private final Path folder;
    private final Load load;
    private String schedule = "";

    Course(Cluster cluster, String name, long seed, boolean keyed) {
        this.cluster = cluster;
        this.queue = "faults-" + name + "-" + seed + "-" + Long.toString(System.nanoTime(), 36);
        try {
            this.folder = Files.createDirectories(Place.target("faults").resolve(queue));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.load = new Load(
                queue,
                folder,
                seed,
                keyed,
                new Load.Doors(
                        cluster.nodes().stream().map(cluster::as).toList(),
                        cluster.nodes().stream()
                                .map(node -> node.clients().port())
                                .toList(),
                        cluster.user(),
                        cluster.token()));
    }

    String queue() {
        return queue;
    }

    /** Begins, and waits until jobs flow through both nodes and the first, which is struck, is in the middle of some. */
    void begin() {
        schedule = operator()
                .post(
                        Api.V1 + "/schedules",
                        Jobs.json(Map.of(
                                "name",
                                queue,
                                "type",
                                "test.effect",
                                "queue",
                                queue,
                                "overlap",
                                "ALLOW",
                                "args",
                                Map.of("file", effectsFile().toString(), "millis", 10),
                                "interval",
                                "PT1S")))
                .expect(201)
                .at("/id");
        load.start();
        await("jobs flow through both nodes").atMost(SOON).until(() -> {
            List<Effect> effects = effects();
            return effects.stream().filter(effect -> !effect.start()).count() >= FLOWING
                    && effects.stream().map(Effect::process).distinct().count() == 2
                    && running(effects, cluster.first().pid()) >= RUNNING;
        });
    }

    private static int running(List<Effect> effects, long process) {
        Set<String> running = new HashSet<>();
        effects.stream().filter(effect -> effect.process() == process).forEach(effect -> {
            if (effect.start()) {
                running.add(effect.job());
            } else {
                running.remove(effect.job());
            }
        });
        return running.size();
    }

    /** Waits until callers are answered again, and jobs end that they asked for after this moment. */
    void awaitFlow(long since, Duration atMost) {
        await("jobs flow again")
                .atMost(atMost)
                .until(() ->
                        load.accepted().stream().filter(one -> one.at() > since).count() >= FLOWING);
    }

    /** Ends the load, and reads all of it when it has settled, at the latest after this. */
    History end(List<Disturbance> disturbances, Duration atMost, boolean noneLost, boolean countersExact)
            throws InterruptedException, SQLException {
        List<String> unanswered = load.end(atMost);
        await("the schedule is paused")
                .atMost(SOON)
                .until(() -> operator()
                                .post(Api.V1 + "/schedules/" + schedule + "/pause", "")
                                .status()
                        == 200);
        Rows rows = new Snapshot(cluster.database(), queue).settled(load.accepted(), atMost, countersExact);
        return new History(
                load.accepted(), unanswered, load.refused(), effects(), disturbances, rows, noneLost, countersExact);
    }

    List<Effect> effects() {
        try {
            return Files.exists(effectsFile())
                    ? Files.readAllLines(effectsFile()).stream().map(Effect::of).toList()
                    : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path effectsFile() {
        return folder.resolve("effects.log");
    }

    private Api operator() {
        return cluster.second().server().as(User.OPERATOR);
    }

    @Override
    public void close() {
        load.close();
        if (!schedule.isEmpty()) {
            Reply gone = operator().delete(Api.V1 + "/schedules/" + schedule);
            if (gone.status() != 204) {
                throw new IllegalStateException("The schedule stays: " + gone);
            }
        }
    }
}
