package io.nightshift.engine.dispatch;

/** Tells this node's lanes that there may be work. A CDI bean; returns at once, safe on any thread. */
public interface Wake {

    /** Lets the lane of a queue look now instead of at its next poll. Too many calls merge into one look. */
    void wake(String queue);

    /** A queue's settings were changed here: reads them now instead of within a second, as other nodes do. */
    default void changed() {}
}
