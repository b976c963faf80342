package io.nightshift.test.faults.fault;

import io.nightshift.test.faults.cluster.Cluster;
import io.nightshift.test.faults.cluster.Node;

/** kill -9 of all servers, one right after the other. */
final class KillBoth implements Fault {

    @Override
    public String name() {
        return "kill-both";
    }

    @Override
    public String what() {
        return "kill -9 of both nodes, both started again";
    }

    @Override
    public void strike(Cluster cluster, Moments moments) {
        moments.struck();
        for (Node node : cluster.nodes()) {
            node.server().kill();
        }
        for (Node node : cluster.nodes()) {
            node.server().start();
        }
        moments.healed();
    }
}
