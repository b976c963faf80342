package io.nightshift.test.faults.fault;

import io.nightshift.test.faults.cluster.Cluster;
import io.nightshift.test.faults.cluster.Node;
import io.nightshift.test.faults.cluster.Wire;
import java.util.List;
import java.util.function.Consumer;

/** The network between nodes and database. */
final class DisturbWire implements Fault {

    private static final long LATENCY_MILLIS = 40;

    private final String name;
    private final String what;
    private final boolean one;
    private final Consumer<Wire> disturbance;

    private DisturbWire(String name, String what, boolean one, Consumer<Wire> disturbance) {
        this.name = name;
        this.what = what;
        this.one = one;
        this.disturbance = disturbance;
    }

    /** The harshest: what the node had sent is done when the network is back. */
    static DisturbWire halfOpen() {
        return new DisturbWire(
                "half-open", "the wire of a node holds everything for 3 leases, then delivers it", true, Wire::hold);
    }

    static DisturbWire cut() {
        return new DisturbWire("cut", "the wire of a node resets all connections for 3 leases", true, Wire::cut);
    }

    static DisturbWire slow() {
        return new DisturbWire(
                "slow",
                "both wires delay everything by " + LATENCY_MILLIS + " ms in each direction for 3 leases",
                false,
                wire -> wire.delay(LATENCY_MILLIS));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String what() {
        return what;
    }

    @Override
    public void strike(Cluster cluster, Moments moments) throws InterruptedException {
        List<Node> nodes = one ? List.of(cluster.first()) : cluster.nodes();
        if (one) {
            moments.struck(cluster.first().pid());
        } else {
            moments.struck();
        }
        nodes.forEach(node -> disturbance.accept(node.wire()));
        try {
            Hold.leases(3);
        } finally {
            nodes.forEach(node -> node.wire().pass());
        }
        moments.healed();
    }
}
