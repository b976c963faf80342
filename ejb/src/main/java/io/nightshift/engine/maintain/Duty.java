package io.nightshift.engine.maintain;

/** Something that a node does again and again. Every CDI bean of this type is called by the timers. */
public interface Duty {

    /** Its name in the log. */
    String name();

    /** How often it is due. */
    Cadence cadence();

    /** Does it once; throws if it could not. No transaction is open. */
    void runOnce();

    /** The node stops; called once, after which {@link #runOnce} may still be called. */
    default void stop() {}

    /** How often. */
    enum Cadence {
        SECOND,
        FIVE_SECONDS,
        HOUR
    }
}
