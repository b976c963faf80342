package io.nightshift.store.user;

import java.time.Instant;
import java.util.List;

/** Who has to wait before they may try another secret, on which node. Each call is one transaction. */
public interface SlowedStore {

    /** Notes one, or notes it anew; removes what a node should have forgotten before {@code forgotten}. */
    void note(Slowed slowed, Instant forgotten);

    /** Tells whether it is still noted: an administrator may have cleared it. */
    boolean noted(String node, String account, String address);

    /** Removes one that got in after all. */
    void remove(String node, String account, String address);

    /** Clears an account on all nodes; tells how many were noted. */
    int clear(String account);

    /** Those that were slowed after this instant, the latest first, at most a thousand. */
    List<Slowed> all(Instant after);

    /**
     * An account that is slowed for an address.
     *
     * @param node that slows it
     * @param since the first wrong secret
     * @param failures wrong secrets since then
     * @param until when the next try is looked at
     */
    record Slowed(String node, String account, String address, Instant since, int failures, Instant until) {}
}
