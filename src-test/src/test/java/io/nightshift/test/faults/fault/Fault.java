package io.nightshift.test.faults.fault;

import io.nightshift.test.faults.cluster.Cluster;
import java.time.Duration;
import java.util.Optional;

/** Something bad that happens to a cluster under load, and ends. */
public interface Fault {

    /** One word for the command line. */
    String name();

    /** What is done, in a few words. */
    String what();

    /** Strikes, waits, heals, and tells when; on return all parts run, if not well yet. */
    void strike(Cluster cluster, Moments moments) throws Exception;

    /** Within this after the healing everything that was accepted must have ended. */
    default Duration bound() {
        return Duration.ofMinutes(2);
    }

    /** Why it cannot be done on this machine; empty if it can. */
    default Optional<String> missing() {
        return Optional.empty();
    }

    /** Whether most jobs of the load have a key. */
    default boolean keyed() {
        return false;
    }

    /** Whether it needs a cluster whose database lies on a disk of its own. */
    default boolean needsSmallDisk() {
        return false;
    }

    /** Whether no attempt may be lost by it. */
    default boolean losesNoAttempt() {
        return false;
    }

    /** Whether no process ends and no connection breaks, so that the counters must equal the rows. */
    default boolean keepsCounters() {
        return false;
    }
}
