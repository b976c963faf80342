package io.nightshift.web.rest.request;

import io.nightshift.api.client.InvalidJobException.Violation;
import io.nightshift.web.rest.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads which page of a list is asked for. */
public final class Paging {

    private static final int DEFAULT_LIMIT = 50;

    private Paging() {}

    /** Reads the parameter {@code limit}; adds to {@code violations} if it is wrong. */
    public static int limit(Map<String, List<String>> parameters, int max, List<Violation> violations) {
        List<String> values = parameters.getOrDefault("limit", List.of());
        if (values.isEmpty()) {
            return Math.min(DEFAULT_LIMIT, max);
        }
        try {
            int limit = Integer.parseInt(values.get(0));
            if (limit >= 1 && limit <= max) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // Falls through to the same answer as a number out of range.
        }
        violations.add(new Violation("limit", "must be 1 to " + max));
        return DEFAULT_LIMIT;
    }

    /** Reads the parameter {@code limit} of a small list. */
    public static int limit(@Nullable String value, int max) {
        List<Violation> violations = new ArrayList<>();
        int limit = limit(value == null ? Map.of() : Map.of("limit", List.of(value)), max, violations);
        if (!violations.isEmpty()) {
            throw ProblemException.invalid(violations);
        }
        return limit;
    }

    /** Reads the parameter {@code cursor} of a list whose cursor is the id of its last row. */
    public static @Nullable UUID cursor(@Nullable String text) {
        try {
            return text == null || text.isBlank() ? null : UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("cursor", "must be the 'next' of an earlier answer");
        }
    }
}
