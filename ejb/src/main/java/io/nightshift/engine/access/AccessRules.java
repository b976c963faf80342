package io.nightshift.engine.access;

import io.nightshift.store.access.AccessStore.Rule;
import io.nightshift.store.access.AccessStore.Subject;
import java.util.Optional;

/** Binds job types and queues to roles and users. A CDI bean; every change is recorded in the audit. */
public interface AccessRules {

    /** What holds: what an administrator said, else for a type what its code declares, else nothing: whoever may submit. */
    Optional<Rule> holding(Subject subject, String name);

    /** Sets who may submit; every node knows it within two seconds. */
    void put(Subject subject, String name, Submitters submitters, String by);

    /** Takes away what an administrator said; false if nobody had said anything. */
    boolean remove(Subject subject, String name, String by);
}
