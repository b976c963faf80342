package io.nightshift.test.faults.fault;

import io.nightshift.test.faults.check.Disturbance.Kind;
import io.nightshift.test.faults.cluster.Cluster;
import io.nightshift.test.faults.cluster.Disk;
import java.util.Optional;

/** Nothing fits on the database's disk any more: statements fail, and PostgreSQL itself gives up when it cannot log. */
final class FullDisk implements Fault {

    @Override
    public String name() {
        return "disk-full";
    }

    @Override
    public String what() {
        return "PostgreSQL's disk, its log included, is full for 4 leases; PostgreSQL is started again if it ended";
    }

    @Override
    public Optional<String> missing() {
        return Disk.isPossible() ? Optional.empty() : Optional.of("only root may mount a small disk");
    }

    @Override
    public boolean needsSmallDisk() {
        return true;
    }

    @Override
    public void strike(Cluster cluster, Moments moments) throws Exception {
        Disk disk = cluster.database().disk().orElseThrow();
        moments.struck();
        disk.fill();
        try {
            Hold.leases(4);
        } finally {
            disk.free();
        }
        moments.disturbed(Kind.CLAIMS_LOST, 0);
        cluster.database().revive();
        moments.healed();
    }
}
