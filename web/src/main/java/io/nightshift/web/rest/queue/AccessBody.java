package io.nightshift.web.rest.queue;

import io.nightshift.engine.access.Submitters;
import io.nightshift.web.rest.problem.ProblemException;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Who may submit; both empty for administrators alone. */
record AccessBody(
        @Nullable List<@Nullable String> roles, @Nullable List<@Nullable String> users) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9._-]{1,100}");

    /** The name of a type or queue, if it can be one. */
    static String named(String name) {
        if (!NAME.matcher(name).matches()) {
            throw ProblemException.invalid("name", "must be 1 to 100 characters of a-z 0-9 . _ -");
        }
        return name;
    }

    Submitters submitters() {
        if (roles == null && users == null) {
            throw ProblemException.invalid(
                    "roles", "give roles, users or both; empty lists are for administrators alone, DELETE for all");
        }
        return Submitters.of(texts("roles", roles), texts("users", users));
    }

    private static List<String> texts(String field, @Nullable List<@Nullable String> given) {
        if (given == null) {
            return List.of();
        }
        if (given.stream().anyMatch(Objects::isNull)) {
            throw ProblemException.invalid(field, "must not contain null");
        }
        return given.stream().map(Objects::requireNonNull).toList();
    }
}
