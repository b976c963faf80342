package io.nightshift.api.client;

import java.util.List;
import java.util.stream.Collectors;

/** A request breaks one or more rules. Nothing was stored; repeating it unchanged will fail again. */
public class InvalidJobException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final transient List<Violation> violations;

    /**
     * Lists what is wrong.
     *
     * @param violations at least one
     */
    public InvalidJobException(List<Violation> violations) {
        super(violations.stream().map(v -> v.field() + ": " + v.message()).collect(Collectors.joining("; ")));
        this.violations = List.copyOf(violations);
    }

    /** Everything that is wrong, in the order of the request's fields. */
    public List<Violation> violations() {
        return violations;
    }

    /**
     * One broken rule.
     *
     * @param field where: {@code type}, {@code priority}, {@code args.file}, in a batch {@code jobs[3].args.file}
     * @param message what is wrong and what would be right
     */
    public record Violation(String field, String message) {}
}
