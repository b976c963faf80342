package io.nightshift.web.rest.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.nightshift.api.client.InvalidJobException.Violation;
import io.nightshift.store.text.Fitting;
import io.nightshift.web.rest.json.Json;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An error as RFC 9457 wants it.
 *
 * @param type a URN that names the kind of problem, for programs
 * @param title the kind in words; the same for all problems of a type
 * @param status the HTTP status
 * @param detail what happened this time and what to do
 * @param instance the path that was asked for
 * @param violations every broken rule, for requests that break rules
 * @param errorId what to look for in the server's log, for errors of the server
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
        String type,
        String title,
        int status,
        @Nullable String detail,
        String instance,
        List<Violation> violations,
        @Nullable String errorId) {

    private static final int LONGEST_FIELD = 300;
    private static final int LONGEST_MESSAGE = 2_000;

    /** Fields and messages quote what was sent, and that may be what no answer can hold. */
    public Problem {
        detail = detail == null ? null : Fitting.cut(detail, LONGEST_MESSAGE);
        violations = violations.stream()
                .map(v ->
                        new Violation(Fitting.cut(v.field(), LONGEST_FIELD), Fitting.cut(v.message(), LONGEST_MESSAGE)))
                .toList();
    }

    /** The media type of a problem. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final String PREFIX = "urn:nightshift:problem:";

    /** A problem without violations. */
    public static Problem of(int status, String kind, String detail, String instance) {
        return new Problem(PREFIX + kind, title(status), status, detail, instance, List.of(), null);
    }

    Problem with(List<Violation> newViolations) {
        return new Problem(type, title, status, detail, instance, newViolations, errorId);
    }

    Problem withErrorId(String newErrorId) {
        return new Problem(type, title, status, detail, instance, violations, newErrorId);
    }

    /** Writes it. */
    public String json() {
        return Json.write(this);
    }

    /** The first broken rules in one line. */
    public static String summary(List<Violation> violations) {
        String first = violations.stream()
                .limit(3)
                .map(v -> v.field() + ": " + v.message())
                .collect(Collectors.joining("; "));
        return violations.size() <= 3 ? first : first + "; and " + (violations.size() - 3) + " more";
    }

    private static String title(int status) {
        Status known = Status.fromStatusCode(status);
        return known == null ? "Error" : known.getReasonPhrase();
    }
}
