package io.nightshift.engine.run;

import io.nightshift.store.port.Finished;

/** Takes what has ended and writes it down, soon. Safe for concurrent use. */
public interface AttemptEnds {

    /** Holds a thread back that is about to start an attempt, as long as too many ends are not written yet. */
    void pace();

    /**
     * An attempt ended; returns at once.
     *
     * @param ranNanos how long it ran
     * @param endedAt when it ended, as {@link System#nanoTime()}
     */
    void add(Run run, Finished.Ending ending, long ranNanos, long endedAt);
}
