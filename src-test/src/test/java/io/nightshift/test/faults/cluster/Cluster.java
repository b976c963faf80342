package io.nightshift.test.faults.cluster;

import static org.awaitility.Awaitility.await;

import io.nightshift.test.client.Api;
import io.nightshift.test.client.Jobs;
import io.nightshift.test.client.User;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Two nodes on one database. They live for many faults: each must leave them as it found them. */
public final class Cluster implements AutoCloseable {

    /** Of the nodes, as the settings of the tests say. */
    public static final Duration LEASE = Duration.ofSeconds(3);

    private static final Duration SOON = Duration.ofSeconds(90);
    private static final String SERVICE = "faults";

    private final Database database;
    private final Node first;
    private final Node second;
    private String token = "";

    /** @param smallDisk whether the database lies on a disk of its own, see {@link Disk} */
    public Cluster(boolean smallDisk) {
        database = new Database("faults", smallDisk);
        first = Node.of("first", database);
        second = Node.of("second", database);
    }

    /** Starts all of it and waits until both nodes are ready. */
    public Cluster start() {
        nodes().forEach(node -> node.server().start());
        token = first.server()
                .as(User.ADMIN)
                .post(
                        Api.V1 + "/users",
                        Jobs.json(Map.of("name", SERVICE, "service", true, "roles", List.of("submitter"))))
                .expect(201)
                .at("/secret");
        return this;
    }

    /** The one that is struck, where a fault strikes one. */
    public Node first() {
        return first;
    }

    public Node second() {
        return second;
    }

    public List<Node> nodes() {
        return List.of(first, second);
    }

    public Database database() {
        return database;
    }

    public String user() {
        return SERVICE;
    }

    /** The service's secret, checked without a bcrypt hash. */
    public String token() {
        return token;
    }

    public Api as(Node node) {
        return Api.as(SERVICE, token, node.server().ports().http());
    }

    public void awaitReady() {
        for (Node node : nodes()) {
            await("it is ready: " + node.server().log()).atMost(SOON).until(node::isReady);
        }
    }

    @Override
    public void close() {
        try (database) {
            nodes().forEach(node -> {
                node.server().close();
                node.wire().close();
                node.clients().close();
            });
        }
    }
}
