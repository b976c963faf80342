package io.nightshift.test.faults.fault;

import io.nightshift.test.faults.check.Disturbance.Kind;
import io.nightshift.test.faults.cluster.Cluster;
import io.nightshift.test.faults.cluster.Node;

/** The application is taken away from a server that goes on, and deployed again. */
final class Redeploy implements Fault {

    @Override
    public String name() {
        return "redeploy";
    }

    @Override
    public String what() {
        return "undeploy of a node, deployed again after a lease";
    }

    @Override
    public void strike(Cluster cluster, Moments moments) throws InterruptedException {
        Node node = cluster.first();
        moments.struck();
        node.server().undeploy();
        node.server().awaitUndeployed();
        moments.disturbed(Kind.GIVEN_BACK, node.pid());
        Hold.leases(1);
        node.server().redeploy();
        moments.healed();
    }

    @Override
    public boolean losesNoAttempt() {
        return true;
    }
}
