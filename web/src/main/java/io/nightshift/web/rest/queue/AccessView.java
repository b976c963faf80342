package io.nightshift.web.rest.queue;

import io.nightshift.engine.access.Submitters;
import io.nightshift.store.access.AccessStore.Rule;
import io.nightshift.store.access.AccessStore.Subject;
import io.nightshift.web.rest.problem.ProblemException;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Who may submit.
 *
 * @param rule {@code NONE}: whoever may submit at all; {@code DECLARED}: as the type's code says; {@code SET}: as an
 *     administrator said
 */
record AccessView(
        String rule,
        List<String> roles,
        List<String> users,
        @Nullable String changedBy,
        @Nullable Instant changedAt) {

    static Response answer(Optional<Rule> holding) {
        return Response.ok(holding.map(AccessView::of)
                        .orElseGet(
                                () -> new AccessView("NONE", List.copyOf(Submitters.words()), List.of(), null, null)))
                .build();
    }

    static Response removed(boolean done, String name) {
        if (!done) {
            throw ProblemException.notFound("access rule of " + name);
        }
        return Response.noContent().build();
    }

    private static AccessView of(Rule rule) {
        return new AccessView(
                rule.subject() == Subject.DECLARED ? "DECLARED" : "SET",
                List.copyOf(new TreeSet<>(rule.roles())),
                List.copyOf(new TreeSet<>(rule.users())),
                rule.changedBy(),
                rule.changedAt());
    }
}
