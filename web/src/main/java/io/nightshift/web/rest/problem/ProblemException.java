package io.nightshift.web.rest.problem;

import io.nightshift.api.client.InvalidJobException.Violation;
import java.util.List;

/** A request that the edge itself refuses. */
public class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String kind;
    private final transient List<Violation> violations;

    /** Refuses for this reason. */
    public ProblemException(int status, String kind, String detail, List<Violation> violations) {
        super(detail);
        this.status = status;
        this.kind = kind;
        this.violations = violations;
    }

    /** 400 with every broken rule. */
    public static ProblemException invalid(List<Violation> violations) {
        return new ProblemException(400, "invalid-request", Problem.summary(violations), violations);
    }

    /** 400 for one field. */
    public static ProblemException invalid(String field, String message) {
        return invalid(List.of(new Violation(field, message)));
    }

    /** 404: there is no such thing. */
    public static ProblemException notFound(String what) {
        return new ProblemException(404, "not-found", "There is no " + what, List.of());
    }

    /** 409: it cannot be done as things stand. */
    public static ProblemException conflict(String kind, String detail) {
        return new ProblemException(409, kind, detail, List.of());
    }

    /** 413: the body is larger than this. */
    public static ProblemException tooLarge(long limit) {
        return new ProblemException(
                413, "too-large", "The body is larger than " + limit + " bytes; nothing was stored", List.of());
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The kind of problem, for programs. */
    public String kind() {
        return kind;
    }

    /** Every broken rule. */
    public List<Violation> violations() {
        return violations;
    }
}
