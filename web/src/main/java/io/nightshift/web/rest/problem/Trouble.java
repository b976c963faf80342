package io.nightshift.web.rest.problem;

import io.nightshift.store.port.SearchTimeoutException;
import org.jspecify.annotations.Nullable;

/** Why something could not be read that passes by itself, in words for people: nothing is wrong with what was asked for. */
public final class Trouble {

    private static final int DEEPEST = 30;

    private Trouble() {}

    /**
     * What is anywhere behind an exception; null if it is no passing trouble. If it is, the log tells about it.
     *
     * @param path of what is answered 503 for it
     */
    public static @Nullable String in(@Nullable Throwable thrown, String path) {
        if (thrown == null) {
            return null;
        }
        String stopped = stopped(thrown);
        Passing passing = stopped == null ? Passing.in(thrown) : null;
        if (stopped == null && passing == null) {
            return null;
        }
        ApiLog.LOG.passing(path, passing == null ? "search-stopped" : passing.kind(), thrown);
        return passing == null ? stopped : passing.detail();
    }

    private static @Nullable String stopped(Throwable thrown) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (cause instanceof SearchTimeoutException) {
                return cause.getMessage();
            }
            cause = cause.getCause();
        }
        return null;
    }
}
