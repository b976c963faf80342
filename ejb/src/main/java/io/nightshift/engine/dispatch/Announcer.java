package io.nightshift.engine.dispatch;

/**
 * Tells the other nodes that a queue has work. A CDI bean; safe on any thread.
 *
 * <p>A hint may get lost: then the others find the work at their next poll. So it never blocks its caller (it is called on
 * threads of submitters, after their commit), never throws, and drops hints rather than letting them pile up.
 */
public interface Announcer {

    /** Sends a hint soon; calls for the same queue in quick succession merge into one. */
    void announce(String queue);
}
