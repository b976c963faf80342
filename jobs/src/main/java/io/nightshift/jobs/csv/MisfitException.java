package io.nightshift.jobs.csv;

/** The table would refuse a value, or change it. The message says why, for people. */
final class MisfitException extends Exception {

    private static final long serialVersionUID = 1L;

    MisfitException(String message) {
        super(message, null, false, false);
    }
}
