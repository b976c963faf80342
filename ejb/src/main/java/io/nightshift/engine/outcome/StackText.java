package io.nightshift.engine.outcome;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The stack trace of an exception as the JDK prints it, within bounds. It is not printed by the JDK, because that goes down
 * a chain of causes by recursion and follows it to its end, which a chain need not have.
 */
final class StackText {

    private static final int MAX_CAUSES = 50;
    private static final int MAX_SUPPRESSED = 10;
    private static final int MAX_NESTING = 3;
    /** Beyond that length an exception's own way to write itself would cost a copy too many. */
    private static final int MAX_OWN = 10_000;

    private static final StackTraceElement[] NONE = {};

    private final Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final StringBuilder text = new StringBuilder();
    private final int max;

    private StackText(int max) {
        this.max = max;
    }

    /** At most so many characters of it. */
    static String of(Throwable thrown, int max) {
        StackText trace = new StackText(max);
        trace.chain(thrown, NONE, "", "", 0);
        return trace.text.toString();
    }

    /** An exception and its causes. */
    private void chain(Throwable first, StackTraceElement[] outside, String caption, String indent, int nesting) {
        StackTraceElement[] enclosing = outside;
        String before = caption;
        Throwable next = first;
        for (int causes = 0; next != null && !full(); causes++) {
            if (!seen.add(next)) {
                line(indent + before + "[CIRCULAR REFERENCE: ", head(next), "]");
                return;
            }
            if (causes > MAX_CAUSES) {
                line(indent + before, "(its further causes are left out)", "");
                return;
            }
            line(indent + before, head(next), "");
            StackTraceElement[] frames = frames(next);
            frames(frames, enclosing, indent);
            suppressed(next, frames, indent, nesting);
            enclosing = frames;
            before = "Caused by: ";
            next = cause(next, indent);
        }
    }

    private void suppressed(Throwable of, StackTraceElement[] enclosing, String indent, int nesting) {
        Throwable[] all = of.getSuppressed();
        int shown = nesting < MAX_NESTING ? Math.min(all.length, MAX_SUPPRESSED) : 0;
        for (int i = 0; i < shown && !full(); i++) {
            chain(all[i], enclosing, "Suppressed: ", indent + "\t", nesting + 1);
        }
        if (all.length > shown) {
            line(indent + "\t", "(suppressed exceptions left out: " + (all.length - shown) + ")", "");
        }
    }

    private void frames(StackTraceElement[] frames, StackTraceElement[] enclosing, String indent) {
        int last = frames.length - 1;
        int other = enclosing.length - 1;
        while (last >= 0 && other >= 0 && frames[last] != null && frames[last].equals(enclosing[other])) {
            last--;
            other--;
        }
        for (int i = 0; i <= last && !full(); i++) {
            line(indent + "\tat ", String.valueOf(frames[i]), "");
        }
        if (last < frames.length - 1) {
            line(indent + "\t... ", frames.length - 1 - last + " more", "");
        }
    }

    private @Nullable Throwable cause(Throwable of, String indent) {
        try {
            return of.getCause();
        } catch (Throwable broken) {
            line(indent, "(its cause could not be read: " + broken.getClass().getName() + ")", "");
            return null;
        }
    }

    @SuppressWarnings("NullAway") // An exception may override it and answer null.
    private static StackTraceElement[] frames(Throwable of) {
        try {
            StackTraceElement[] frames = of.getStackTrace();
            return frames == null ? NONE : frames;
        } catch (Throwable broken) {
            return NONE;
        }
    }

    /** What it says of itself, or its class and message. */
    private static String head(Throwable thrown) {
        String name = thrown.getClass().getName();
        String message = FailureText.asked("message", thrown::getLocalizedMessage);
        if (message == null || message.length() <= MAX_OWN) {
            try {
                String own = thrown.toString();
                if (own != null) {
                    return own;
                }
            } catch (Throwable broken) {
                // Then as if it had no way of its own to write itself.
            }
        }
        return message == null ? name : name + ": " + message.substring(0, Math.min(message.length(), 20_000));
    }

    private boolean full() {
        return text.length() >= max;
    }

    private void line(String before, String what, String after) {
        append(before);
        append(what);
        append(after);
        append("\n");
    }

    private void append(String part) {
        text.append(part, 0, Math.min(part.length(), Math.max(0, max - text.length())));
    }
}
