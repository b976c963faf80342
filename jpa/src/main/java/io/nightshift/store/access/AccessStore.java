package io.nightshift.store.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who may submit what, as rows. In the caller's transaction or one of its own. A CDI bean. */
public interface AccessStore {

    /** What a rule is about. */
    enum Subject {
        /** A job type, by an administrator. */
        TYPE,
        /** A queue, by an administrator. */
        QUEUE,
        /** A job type, by its own code: holds while no administrator says otherwise. */
        DECLARED
    }

    /**
     * One rule.
     *
     * @param name of the type or queue
     * @param roles each of which allows it
     * @param users whom it is allowed to by name
     * @param changedBy who set it; the node for what code declares
     */
    record Rule(
            Subject subject, String name, Set<String> roles, Set<String> users, String changedBy, Instant changedAt) {}

    /** All of them, by subject and name. */
    List<Rule> all();

    /** One of them. */
    Optional<Rule> find(Subject subject, String name);

    /** Sets one, in the place of the one before. */
    void put(Subject subject, String name, Set<String> roles, Set<String> users, String by);

    /** Takes one away; false if there was none. */
    boolean remove(Subject subject, String name);
}
