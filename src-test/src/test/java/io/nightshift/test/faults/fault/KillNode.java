package io.nightshift.test.faults.fault;

import io.nightshift.test.faults.cluster.Cluster;
import io.nightshift.test.server.ServerProcess;

/** kill -9 of one of two servers; the other takes over, then it comes back on what it left. */
final class KillNode implements Fault {

    @Override
    public String name() {
        return "kill";
    }

    @Override
    public String what() {
        return "kill -9 of a node, started again after 3 leases";
    }

    @Override
    public void strike(Cluster cluster, Moments moments) throws InterruptedException {
        ServerProcess server = cluster.first().server();
        moments.struck(server.pid());
        server.kill();
        Hold.leases(3);
        server.start();
        moments.healed();
    }
}
