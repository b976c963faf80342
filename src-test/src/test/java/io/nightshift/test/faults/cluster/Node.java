package io.nightshift.test.faults.cluster;

import io.nightshift.test.server.ServerProcess;
import java.util.Map;

/**
 * A server, and what connects it.
 *
 * @param wire between it and the database
 * @param clients between JMS clients and its broker
 */
public record Node(ServerProcess server, Wire wire, Wire clients) {

    static Node of(String name, Database database) {
        Wire wire = new Wire(database.port());
        String url = "jdbc:postgresql://127.0.0.1:" + wire.port() + "/postgres";
        ServerProcess server = new ServerProcess(
                "faults-" + name,
                "standalone-full-jms.xml",
                Map.of(
                        "NIGHTSHIFT_NODE_NAME", name,
                        "NIGHTSHIFT_DB_DRIVER", "postgresql",
                        "NIGHTSHIFT_DB_URL", url,
                        "NIGHTSHIFT_DB_USER", "postgres",
                        "NIGHTSHIFT_DB_PASSWORD", "postgres"));
        return new Node(server, wire, new Wire(server.ports().jms()));
    }

    public long pid() {
        return server.pid();
    }

    boolean isReady() {
        return server.management().get("/health/ready").status() == 200;
    }
}
