package io.nightshift.store.port;

import java.time.Duration;

/** A read was stopped by the database because it took too long; nothing is wrong with the jobs. */
public final class SearchTimeoutException extends RuntimeException {

    /** Tells which limit was reached and why. */
    public SearchTimeoutException(Duration limit, Throwable cause) {
        super(
                "The search was stopped after " + limit.toSeconds()
                        + " s: narrow it, by state, queue, tag or time of submission, or try again when the database is less busy",
                cause);
    }
}
