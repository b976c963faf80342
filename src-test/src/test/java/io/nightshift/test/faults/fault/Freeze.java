package io.nightshift.test.faults.fault;

import io.nightshift.test.faults.cluster.Cluster;
import io.nightshift.test.faults.cluster.Node;
import io.nightshift.test.faults.cluster.Signal;

/** A node stands still with everything it holds, and goes on as if no time had passed. */
final class Freeze implements Fault {

    private final String name;
    private final double leases;
    private final boolean keyed;

    private Freeze(String name, double leases, boolean keyed) {
        this.name = name;
        this.leases = leases;
        this.keyed = keyed;
    }

    /** Others take its jobs over; what it ends afterwards must be refused. */
    static Freeze beyondTheLease() {
        return new Freeze("freeze", 3, false);
    }

    /** The same while most jobs have a key, whose rows it may hold. */
    static Freeze withKeys() {
        return new Freeze("freeze-keyed", 3, true);
    }

    /** As a long collection of garbage. */
    static Freeze withinTheLease() {
        return new Freeze("pause", 0.4, false);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String what() {
        return "SIGSTOP of a node for " + leases + " leases" + (keyed ? " under keyed load" : "") + ", then SIGCONT";
    }

    @Override
    public void strike(Cluster cluster, Moments moments) throws Exception {
        Node node = cluster.first();
        moments.struck(node.pid());
        Signal.STOP.send(node.pid());
        try {
            Hold.leases(leases);
        } finally {
            Signal.CONT.send(node.pid());
        }
        moments.healed();
    }

    @Override
    public boolean keyed() {
        return keyed;
    }

    @Override
    public boolean losesNoAttempt() {
        return leases < 1;
    }

    @Override
    public boolean keepsCounters() {
        return leases < 1;
    }
}
