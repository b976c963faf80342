package io.nightshift.test.faults.fault;

import io.nightshift.test.faults.check.Disturbance.Kind;
import io.nightshift.test.faults.cluster.Cluster;

/** PostgreSQL ends and is started again; nobody starts a node anew. */
final class StopDatabase implements Fault {

    private final String name;
    private final boolean crash;
    private final double leases;

    private StopDatabase(String name, boolean crash, double leases) {
        this.name = name;
        this.crash = crash;
        this.leases = leases;
    }

    static StopDatabase inGoodOrder() {
        return new StopDatabase("database-stop", false, 4);
    }

    static StopDatabase atOnce() {
        return new StopDatabase("database-crash", true, 2);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String what() {
        return (crash ? "immediate" : "fast") + " stop of PostgreSQL, started again after " + leases + " leases";
    }

    @Override
    public void strike(Cluster cluster, Moments moments) throws Exception {
        moments.struck();
        if (crash) {
            cluster.database().crash();
            moments.disturbed(Kind.CLAIMS_LOST, 0);
        } else {
            cluster.database().stop();
        }
        Hold.leases(leases);
        cluster.database().start();
        moments.healed();
    }
}
