package io.nightshift.web.rest.job;

import io.nightshift.api.client.InvalidJobException.Violation;
import io.nightshift.api.job.JobId;
import io.nightshift.api.job.JobState;
import io.nightshift.store.port.JobSearch;
import io.nightshift.web.rest.problem.ProblemException;
import io.nightshift.web.rest.request.Paging;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a search out of a query string, and says everything that is wrong with it. */
final class JobQuery {

    static final int MAX_LIMIT = 200;

    private static final Set<String> KNOWN =
            Set.of("state", "type", "queue", "tenant", "tag", "text", "from", "to", "limit", "cursor");
    private static final Instant FIRST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-01-01T00:00:00Z");
    private static final String OLDER = "o-";
    private static final String NEWER = "n-";

    private final MultivaluedMap<String, String> parameters;
    private final List<Violation> violations = new ArrayList<>();

    private JobQuery(MultivaluedMap<String, String> parameters) {
        this.parameters = parameters;
    }

    static JobSearch.Query read(MultivaluedMap<String, String> parameters) {
        return new JobQuery(parameters).read();
    }

    static @Nullable String olderThan(@Nullable JobId id) {
        return id == null ? null : OLDER + id;
    }

    static @Nullable String newerThan(@Nullable JobId id) {
        return id == null ? null : NEWER + id;
    }

    private JobSearch.Query read() {
        parameters.forEach(this::checkName);
        String cursor = first("cursor");
        JobSearch.Query query = new JobSearch.Query(
                states(),
                first("type"),
                first("queue"),
                first("tenant"),
                null,
                first("tag"),
                first("text"),
                instant("from"),
                instant("to"),
                cursor(cursor),
                cursor != null && cursor.startsWith(NEWER),
                limit());
        if (!violations.isEmpty()) {
            throw ProblemException.invalid(violations);
        }
        return query;
    }

    private void checkName(String name, List<String> values) {
        if (!KNOWN.contains(name)) {
            violations.add(new Violation(
                    name,
                    "is not known here; known are " + KNOWN.stream().sorted().toList()));
        } else if (values.size() > 1 && !name.equals("state")) {
            violations.add(new Violation(name, "is given more than once"));
        }
    }

    private @Nullable String first(String name) {
        String value = parameters.getFirst(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    private Set<JobState> states() {
        Set<JobState> states = EnumSet.noneOf(JobState.class);
        parameters.getOrDefault("state", List.of()).stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .forEach(value -> addState(states, value));
        return states;
    }

    private void addState(Set<JobState> states, String name) {
        try {
            states.add(JobState.valueOf(name.toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException e) {
            violations.add(
                    new Violation("state", "'" + name + "' is not one of " + Arrays.toString(JobState.values())));
        }
    }

    private @Nullable Instant instant(String name) {
        String value = first(name);
        try {
            Instant instant = value == null ? null : OffsetDateTime.parse(value).toInstant();
            if (instant != null && (instant.isBefore(FIRST) || instant.isAfter(LAST))) {
                violations.add(new Violation(name, "must be in the years 1970 to 9998"));
            }
            return instant;
        } catch (DateTimeException e) {
            violations.add(new Violation(name, "must be an instant such as 2026-01-31T08:00:00Z"));
            return null;
        }
    }

    private @Nullable JobId cursor(@Nullable String value) {
        if (value == null) {
            return null;
        }
        try {
            if (value.startsWith(OLDER) || value.startsWith(NEWER)) {
                return JobId.parse(value.substring(2));
            }
        } catch (IllegalArgumentException e) {
            // Falls through to the same answer as any other text that is no cursor.
        }
        violations.add(new Violation("cursor", "must be the 'next' or 'previous' of an earlier answer"));
        return null;
    }

    private int limit() {
        return Paging.limit(parameters, MAX_LIMIT, violations);
    }
}
