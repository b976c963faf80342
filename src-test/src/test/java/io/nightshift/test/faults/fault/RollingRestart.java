package io.nightshift.test.faults.fault;

import io.nightshift.test.faults.check.Disturbance.Kind;
import io.nightshift.test.faults.cluster.Cluster;
import io.nightshift.test.faults.cluster.Node;

/** SIGTERM and a start, one node after the other. */
final class RollingRestart implements Fault {

    @Override
    public String name() {
        return "rolling";
    }

    @Override
    public String what() {
        return "SIGTERM and start of one node after the other";
    }

    @Override
    public void strike(Cluster cluster, Moments moments) {
        moments.struck();
        for (Node node : cluster.nodes()) {
            long pid = node.pid();
            node.server().stop();
            moments.disturbed(Kind.GIVEN_BACK, pid);
            node.server().start();
        }
        moments.healed();
    }

    @Override
    public boolean losesNoAttempt() {
        return true;
    }
}
