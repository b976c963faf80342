package io.nightshift.engine.outcome;

import io.nightshift.store.port.Finished;
import java.io.PrintWriter;
import java.io.Writer;
import org.jspecify.annotations.Nullable;

/** Makes texts of handlers fit for the store: short, and without what no database takes. */
public final class FailureText {

    private static final int MAX_CLASS = 300;
    private static final int MAX_MESSAGE = 2_000;
    private static final int MAX_TRACE = 16_000;

    private FailureText() {}

    /** Cuts a text and replaces the characters that PostgreSQL refuses: NUL, and halves of surrogate pairs. */
    public static String cut(String text, int max) {
        StringBuilder clean = null;
        int end = Math.min(text.length(), max);
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c) && i + 1 < end && Character.isLowSurrogate(text.charAt(i + 1));
            if (pair) {
                i++;
            } else if (c == 0 || Character.isSurrogate(c)) {
                if (clean == null) {
                    clean = new StringBuilder(text.substring(0, end));
                }
                clean.setCharAt(i, '\uFFFD');
            }
        }
        if (clean != null) {
            return clean.toString();
        }
        return end == text.length() ? text : text.substring(0, end);
    }

    static Finished.Error error(String message) {
        return new Finished.Error(null, message(message), null);
    }

    static String message(String text) {
        return cut(text, MAX_MESSAGE);
    }

    /** What is kept of an exception; its own message if none is given. */
    public static Finished.Error error(@Nullable String message, Throwable thrown) {
        String own = message == null ? message(thrown) : message;
        return new Finished.Error(
                cut(thrown.getClass().getName(), MAX_CLASS), own == null ? null : cut(own, MAX_MESSAGE), trace(thrown));
    }

    private static @Nullable String message(Throwable thrown) {
        try {
            return thrown.getMessage();
        } catch (RuntimeException broken) {
            return "(its message could not be read: " + broken.getClass().getName() + ")";
        }
    }

    private static String trace(Throwable thrown) {
        Bounded bounded = new Bounded();
        try {
            thrown.printStackTrace(new PrintWriter(bounded));
        } catch (RuntimeException broken) {
            bounded.write(
                    "(its trace could not be written: " + broken.getClass().getName() + ")");
        }
        return cut(bounded.text.toString(), MAX_TRACE);
    }

    /** Keeps the beginning only, so that a huge message costs no second copy. */
    private static final class Bounded extends Writer {

        private final StringBuilder text = new StringBuilder();

        @Override
        public void write(char[] buffer, int offset, int length) {
            int room = MAX_TRACE - text.length();
            if (room > 0) {
                text.append(buffer, offset, Math.min(length, room));
            }
        }

        @Override
        public void write(String part, int offset, int length) {
            int room = MAX_TRACE - text.length();
            if (room > 0) {
                text.append(part, offset, offset + Math.min(length, room));
            }
        }

        @Override
        public void write(String part) {
            write(part, 0, part.length());
        }

        @Override
        public void flush() {
            // Nothing is held back.
        }

        @Override
        public void close() {
            // Nothing is held open.
        }
    }
}
