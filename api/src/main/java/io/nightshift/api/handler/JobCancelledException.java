package io.nightshift.api.handler;

/** Leaves a handler that was asked to stop. Handlers need not catch it. */
public class JobCancelledException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * States why the handler should stop.
     *
     * @param message for people
     */
    public JobCancelledException(String message) {
        super(message);
    }
}
