package io.nightshift.test.faults.fault;

import io.nightshift.test.faults.cluster.Cluster;

/** Nothing happens: what is found wrong here is wrong without a fault. */
final class Calm implements Fault {

    @Override
    public String name() {
        return "calm";
    }

    @Override
    public String what() {
        return "nothing";
    }

    @Override
    public void strike(Cluster cluster, Moments moments) throws InterruptedException {
        moments.struck();
        Hold.leases(2);
        moments.healed();
    }

    @Override
    public boolean keepsCounters() {
        return true;
    }

    @Override
    public boolean losesNoAttempt() {
        return true;
    }
}
