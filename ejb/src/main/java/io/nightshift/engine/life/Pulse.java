package io.nightshift.engine.life;

/** By which a round that takes long tells that it still goes on. */
@FunctionalInterface
public interface Pulse {

    /** A pulse that nobody feels. */
    Pulse NONE = () -> {};

    /** It goes on. */
    void beat();
}
