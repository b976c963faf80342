package io.nightshift.engine.access;

import io.nightshift.store.access.AccessStore;
import io.nightshift.store.access.AccessStore.Rule;
import io.nightshift.store.access.AccessStore.Subject;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * {@link Permits} from rules that a duty reads each second. If that fails for long, whoever submits reads them: a rule must not be
 * overlooked because a loop stands still.
 */
final class RuleBook implements Permits {

    private static final long OLDEST_NANOS = Duration.ofSeconds(10).toNanos();

    private final AccessStore store;
    private final Function<String, Set<String>> roles;
    private final LongSupplier nanos;
    private volatile @Nullable Read read;

    private record Key(Subject subject, String name) {}

    private record Read(Map<Key, Submitters> rules, long at) {}

    /**
     * Makes one that has read nothing.
     *
     * @param roles what a user may do; nothing for one who does not exist
     */
    RuleBook(AccessStore store, Function<String, Set<String>> roles, LongSupplier nanos) {
        this.store = store;
        this.roles = roles;
        this.nanos = nanos;
    }

    /** Reads all rules anew. */
    void refresh() {
        // Before the query: the rules are at least as new as this.
        long at = nanos.getAsLong();
        Map<Key, Submitters> rules = new HashMap<>();
        for (Rule rule : store.all()) {
            rules.put(new Key(rule.subject(), rule.name()), new Submitters(rule.roles(), rule.users()));
        }
        read = new Read(Map.copyOf(rules), at);
    }

    @Override
    public void check(String type, String queue, String name) {
        Map<Key, Submitters> rules = rules();
        ofType(rules, type).ifPresent(submitters -> require("type", "Job type " + type, submitters, name));
        Submitters ofQueue = rules.get(new Key(Subject.QUEUE, queue));
        if (ofQueue != null) {
            require("queue", "Queue " + queue, ofQueue, name);
        }
    }

    @Override
    public boolean allows(String type, String name) {
        return ofType(rules(), type)
                .map(submitters -> submitters.allow(name, roles.apply(name)))
                .orElse(true);
    }

    private void require(String field, String what, Submitters submitters, String name) {
        if (!submitters.allow(name, roles.apply(name))) {
            throw new NotPermittedException(field, submitters.words(what));
        }
    }

    private static Optional<Submitters> ofType(Map<Key, Submitters> rules, String type) {
        Submitters said = rules.get(new Key(Subject.TYPE, type));
        return Optional.ofNullable(said != null ? said : rules.get(new Key(Subject.DECLARED, type)));
    }

    private Map<Key, Submitters> rules() {
        Read known = read;
        if (known == null || nanos.getAsLong() - known.at() > OLDEST_NANOS) {
            refresh();
            known = read;
        }
        return known == null ? Map.of() : known.rules();
    }
}
