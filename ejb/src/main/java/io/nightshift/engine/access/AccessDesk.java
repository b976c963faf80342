package io.nightshift.engine.access;

import io.nightshift.store.access.AccessStore;
import io.nightshift.store.access.AccessStore.Rule;
import io.nightshift.store.access.AccessStore.Subject;
import io.nightshift.store.audit.AuditStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/** Sets rules and records them, in one transaction. */
@ApplicationScoped
@Transactional
public class AccessDesk implements AccessRules {

    private final AccessStore store;
    private final AuditStore audit;

    @Inject
    AccessDesk(AccessStore store, AuditStore audit) {
        this.store = store;
        this.audit = audit;
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
        String before = holding(subject, name).map(AccessDesk::words).orElse("whoever may submit");
        store.put(subject, name, submitters.roles(), submitters.users(), by);
        audit.add(by, action(subject), name, before + " -> " + words(submitters));
    }

    @Override
    public boolean remove(Subject subject, String name, String by) {
        Optional<Rule> before = store.find(subject, name);
        if (before.isEmpty() || !store.remove(subject, name)) {
            return false;
        }
        String now = holding(subject, name).map(AccessDesk::words).orElse("whoever may submit");
        audit.add(by, action(subject), name, words(before.get()) + " -> " + now);
        return true;
    }

    private static String action(Subject subject) {
        return subject.name().toLowerCase(Locale.ROOT) + ".access";
    }

    private static String words(Rule rule) {
        return words(new Submitters(rule.roles(), rule.users()));
    }

    private static String words(Submitters submitters) {
        return "roles " + new TreeSet<>(submitters.roles()) + ", users " + new TreeSet<>(submitters.users());
    }
}
