package io.nightshift.engine.access;

import io.nightshift.engine.audit.Trail;
import io.nightshift.store.access.AccessStore;
import io.nightshift.store.access.AccessStore.Rule;
import io.nightshift.store.access.AccessStore.Subject;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sets rules and records them, in one transaction. */
@ApplicationScoped
@Transactional
public class AccessDesk implements AccessRules {

    private final AccessStore store;
    private final Trail trail;

    @Inject
    AccessDesk(AccessStore store, Trail trail) {
        this.store = store;
        this.trail = trail;
    }

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected AccessDesk() {
        this(null, null);
    }

    @Override
    public Optional<Rule> holding(Subject subject, String name) {
        Optional<Rule> said = store.find(subject, name);
        return said.isPresent() || subject == Subject.QUEUE ? said : store.find(Subject.DECLARED, name);
    }

    @Override
    public void put(Subject subject, String name, Submitters submitters, String by) {
        Submitters before = submitters(subject, name);
        store.put(subject, name, submitters.roles(), submitters.users(), by);
        trail.changed(by, action(subject), name, before, submitters, null);
    }

    @Override
    public boolean remove(Subject subject, String name, String by) {
        Submitters before = submitters(subject, name);
        if (!store.remove(subject, name)) {
            return false;
        }
        trail.changed(by, action(subject), name, before, submitters(subject, name), null);
        return true;
    }

    private @Nullable Submitters submitters(Subject subject, String name) {
        return holding(subject, name)
                .map(rule -> new Submitters(rule.roles(), rule.users()))
                .orElse(null);
    }

    private static String action(Subject subject) {
        return subject.name().toLowerCase(Locale.ROOT) + ".access";
    }
}
