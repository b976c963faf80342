package io.nightshift.test.faults.fault;

import io.nightshift.test.faults.cluster.Cluster;
import io.nightshift.test.faults.cluster.Node;
import io.nightshift.test.faults.cluster.Wire;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** The network between the parts. */
final class DisturbWire implements Fault {

    private static final long LATENCY_MILLIS = 40;

    /** Which wires of a cluster. */
    private interface Choice extends Function<Cluster, List<Wire>> {}

    private final String name;
    private final String what;
    private final boolean isolates;
    private final Choice wires;
    private final Consumer<Wire> disturbance;

    /** @param isolates whether the first node is kept from the database, so that others should take its jobs over */
    private DisturbWire(String name, String what, boolean isolates, Choice wires, Consumer<Wire> disturbance) {
        this.name = name;
        this.what = what;
        this.isolates = isolates;
        this.wires = wires;
        this.disturbance = disturbance;
    }

    /** The harshest: what the node had sent is done when the network is back. */
    static DisturbWire halfOpen() {
        return new DisturbWire(
                "half-open",
                "a node's wire to the database holds everything for 3 leases, then delivers it",
                true,
                cluster -> List.of(cluster.first().wire()),
                Wire::hold);
    }

    static DisturbWire cut() {
        return new DisturbWire(
                "cut",
                "a node's wire to the database resets all connections for 3 leases",
                true,
                cluster -> List.of(cluster.first().wire()),
                Wire::cut);
    }

    static DisturbWire slow() {
        return new DisturbWire(
                "slow",
                "the database answers every node " + 2 * LATENCY_MILLIS + " ms later for 3 leases",
                false,
                cluster -> cluster.nodes().stream().map(Node::wire).toList(),
                wire -> wire.delay(LATENCY_MILLIS));
    }

    /** Senders do not know what became of their messages. */
    static DisturbWire senders() {
        return new DisturbWire(
                "jms-half-open",
                "the wires between JMS clients and both brokers hold everything for 3 leases, then deliver it",
                false,
                cluster -> cluster.nodes().stream().map(Node::clients).toList(),
                Wire::hold);
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
        if (isolates) {
            moments.struck(cluster.first().pid());
        } else {
            moments.struck();
        }
        wires.apply(cluster).forEach(disturbance);
        try {
            Hold.leases(3);
        } finally {
            wires.apply(cluster).forEach(Wire::pass);
        }
        moments.healed();
    }
}
