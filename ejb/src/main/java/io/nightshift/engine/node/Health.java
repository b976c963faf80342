package io.nightshift.engine.node;

import java.util.List;

/** How this node is, for those who watch it from outside. A CDI bean; answers at once, from memory. */
public interface Health {

    /** Whether it should go on. A database that is away is no reason to start it anew. */
    Answer live();

    /** Whether it should be given work from outside: not before it has started, nor while the database is away. */
    Answer ready();

    /**
     * An answer.
     *
     * @param up yes or no
     * @param reasons why not; empty if yes
     * @param warnings what somebody should look at although the answer may be yes
     */
    record Answer(boolean up, List<String> reasons, List<String> warnings) {}
}
