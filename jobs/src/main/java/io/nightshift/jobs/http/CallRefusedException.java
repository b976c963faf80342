package io.nightshift.jobs.http;

/** The call must not be made, however often it is tried. */
final class CallRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CallRefusedException(String message) {
        super(message);
    }
}
