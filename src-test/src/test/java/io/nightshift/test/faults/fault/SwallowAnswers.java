package io.nightshift.test.faults.fault;

import io.nightshift.test.faults.cluster.Cluster;
import io.nightshift.test.faults.cluster.Node;
import io.nightshift.test.faults.cluster.Wire;
import java.util.List;

/** What was asked of the database is done, and whoever asked is not told: a commit may have been or not. */
final class SwallowAnswers implements Fault {

    private static final int TIMES = 12;

    @Override
    public String name() {
        return "swallow";
    }

    @Override
    public String what() {
        return "both wires to the database swallow every answer for a while, " + TIMES
                + " times, and reset the connections";
    }

    @Override
    public void strike(Cluster cluster, Moments moments) throws InterruptedException {
        List<Wire> wires = cluster.nodes().stream().map(Node::wire).toList();
        moments.struck();
        for (int i = 0; i < TIMES; i++) {
            wires.forEach(Wire::swallow);
            Hold.leases(0.1);
            wires.forEach(Wire::pass);
            Hold.leases(0.25);
        }
        moments.healed();
    }
}
