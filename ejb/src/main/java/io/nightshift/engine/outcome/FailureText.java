package io.nightshift.engine.outcome;

import io.nightshift.store.port.Finished;
import io.nightshift.store.text.Fitting;
import io.nightshift.store.text.TextRule;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a failure: short, without what no database takes, and always something. The code of an exception is not
 * ours: whatever it does when it is asked for its message, only that part of the text is lost.
 */
public final class FailureText {

    private static final int MAX_CLASS = 300;
    private static final int MAX_MESSAGE = 2_000;
    private static final int MAX_TRACE = 16_000;

    /** Made beforehand: when it is needed, there may be no memory left to make one. */
    static final Finished.Error UNDESCRIBED =
            new Finished.Error(null, "The attempt failed, and its failure could not be described", null);

    private FailureText() {}

    /** Cuts a text and replaces what databases refuse: NUL, and halves of surrogate pairs. */
    public static String cut(String text, int max) {
        boolean fits = text.length() <= max && TextRule.storable(text);
        return fits ? text : Fitting.cut(text, max);
    }

    static Finished.Error error(String message) {
        return new Finished.Error(null, message(message), null);
    }

    static String message(String text) {
        return cut(text, MAX_MESSAGE);
    }

    /** What is kept of an exception; its own message if none is given. Never throws. */
    public static Finished.Error error(@Nullable String message, Throwable thrown) {
        try {
            String own = message == null ? asked("message", thrown::getMessage) : message;
            return new Finished.Error(
                    cut(thrown.getClass().getName(), MAX_CLASS),
                    own == null ? null : message(own),
                    cut(StackText.of(thrown, MAX_TRACE), MAX_TRACE));
        } catch (Throwable noMemory) {
            return UNDESCRIBED;
        }
    }

    /** An exception for a log, which would ask the original one for its texts on a thread that must go on. */
    public static Exception loggable(Throwable thrown) {
        Finished.Error error = error(null, thrown);
        return new Described(String.valueOf(error.stackTrace() == null ? error.message() : error.stackTrace()));
    }

    /** What the code of an exception answers, or why there is no answer. */
    static @Nullable String asked(String what, Callable<@Nullable String> question) {
        try {
            return question.call();
        } catch (Throwable broken) {
            return "(its " + what + " could not be read: " + broken.getClass().getName() + ")";
        }
    }

    private static final class Described extends Exception {

        private static final long serialVersionUID = 1L;

        Described(String text) {
            super(text, null, false, false);
        }
    }
}
