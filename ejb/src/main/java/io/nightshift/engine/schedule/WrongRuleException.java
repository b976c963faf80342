package io.nightshift.engine.schedule;

/** A rule cannot be read. */
final class WrongRuleException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String field;

    WrongRuleException(String field, String message) {
        super(message);
        this.field = field;
    }

    /** Which field of the draft is wrong. */
    String field() {
        return field;
    }
}
