package io.nightshift.engine.access;

import io.nightshift.engine.handler.JobTypes;
import io.nightshift.engine.maintain.Duty;
import io.nightshift.store.access.AccessStore;
import io.nightshift.store.access.AccessStore.Rule;
import io.nightshift.store.access.AccessStore.Subject;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps the rules of this node fresh, and first writes down what the types of this node declare: a node that does not know a type
 * takes its jobs too, and must not take them from everybody.
 */
final class AccessDuty implements Duty {

    private final RuleBook book;
    private final AccessStore store;
    private final JobTypes types;
    private final String node;
    private boolean declared;

    AccessDuty(RuleBook book, AccessStore store, JobTypes types, String node) {
        this.book = book;
        this.store = store;
        this.types = types;
        this.node = node;
    }

    @Override
    public String name() {
        return "access rules";
    }

    @Override
    public Cadence cadence() {
        return Cadence.SECOND;
    }

    @Override
    public void runOnce() {
        if (!declared) {
            declare();
            declared = true;
        }
        book.refresh();
    }

    /** Writes what differs only: most starts find it as it should be. */
    void declare() {
        for (JobTypes.JobType type : types.all()) {
            Set<String> wanted = Set.copyOf(type.submitters());
            Optional<Rule> known = store.find(Subject.DECLARED, type.name());
            if (wanted.isEmpty()) {
                known.ifPresent(gone -> store.remove(Subject.DECLARED, type.name()));
            } else if (known.isEmpty() || !known.get().roles().equals(wanted)) {
                store.put(Subject.DECLARED, type.name(), wanted, Set.of(), node);
            }
        }
    }
}
