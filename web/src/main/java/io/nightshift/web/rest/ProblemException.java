package io.nightshift.web.rest;

import io.nightshift.api.client.InvalidJobException.Violation;
import java.util.List;

/** A request that the edge itself refuses. */
class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String kind;
    private final transient List<Violation> violations;

    ProblemException(int status, String kind, String detail, List<Violation> violations) {
        super(detail);
        this.status = status;
        this.kind = kind;
        this.violations = violations;
    }

    static ProblemException invalid(List<Violation> violations) {
        return new ProblemException(400, "invalid-request", Problem.summary(violations), violations);
    }

    static ProblemException invalid(String field, String message) {
        return invalid(List.of(new Violation(field, message)));
    }

    static ProblemException notFound(String what) {
        return new ProblemException(404, "not-found", "There is no " + what, List.of());
    }

    static ProblemException conflict(String kind, String detail) {
        return new ProblemException(409, kind, detail, List.of());
    }

    static ProblemException tooLarge(long limit) {
        return new ProblemException(
                413, "too-large", "The body is larger than " + limit + " bytes; nothing was stored", List.of());
    }

    int status() {
        return status;
    }

    String kind() {
        return kind;
    }

    List<Violation> violations() {
        return violations;
    }
}
