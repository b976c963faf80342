package io.nightshift.store.sql;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement as the driver takes it: every {@code :name} is a question mark. Comments, the semicolon at its end and empty lines
 * are left out, so that what is sent is short and a comment may say what it likes.
 *
 * @param text with a question mark per place
 * @param places the parameter of each place, in order; one that occurs twice is there twice
 */
record SqlText(String text, List<String> places) {

    /**
     * Reads a statement that ends with a semicolon.
     *
     * @throws IllegalArgumentException if it cannot be read; the message says where
     */
    static SqlText of(String source) {
        return new Reader(source).read();
    }

    /** Looks at each character once. */
    private static final class Reader {

        private final String source;
        private final StringBuilder text = new StringBuilder();
        private final List<String> places = new ArrayList<>();
        private int at;
        private boolean ended;

        Reader(String source) {
            this.source = source;
        }

        SqlText read() {
            while (at < source.length()) {
                step();
            }
            if (!ended) {
                throw new IllegalArgumentException("it does not end with a semicolon");
            }
            return new SqlText(tidy(text), List.copyOf(places));
        }

        private void step() {
            char next = source.charAt(at);
            if (source.startsWith("--", at)) {
                at = to("\n", at, false);
            } else if (source.startsWith("/*", at)) {
                at = behindComment();
            } else if (Character.isWhitespace(next)) {
                take(at + 1);
            } else if (ended) {
                throw new IllegalArgumentException("something stands behind its semicolon");
            } else if (next == ';') {
                ended = true;
                at++;
            } else if (next == '\'' || next == '"') {
                take(quoted(next));
            } else if (next == '$' && !inWord() && dollar() != null) {
                String tag = String.valueOf(dollar());
                take(to(tag, at + tag.length(), true));
            } else if (source.startsWith("::", at)) {
                take(at + 2);
            } else if (next == ':' && at + 1 < source.length() && starts(source.charAt(at + 1))) {
                parameter();
            } else if (next == '?') {
                throw new IllegalArgumentException(
                        "it has a question mark, which the driver would take for a parameter; parameters are written :name");
            } else {
                take(at + 1);
            }
        }

        private void parameter() {
            int end = at + 1;
            while (end < source.length() && (starts(source.charAt(end)) || Character.isDigit(source.charAt(end)))) {
                end++;
            }
            places.add(source.substring(at + 1, end));
            text.append('?');
            at = end;
        }

        /** Behind the closing quote; a doubled one belongs to the text, and so does an escaped one in E'…'. */
        private int quoted(char quote) {
            boolean escapes = quote == '\''
                    && at > 0
                    && Character.toLowerCase(source.charAt(at - 1)) == 'e'
                    && (at == 1 || !word(source.charAt(at - 2)));
            for (int i = at + 1; i < source.length(); i++) {
                if (escapes && source.charAt(i) == '\\') {
                    i++;
                } else if (source.charAt(i) == quote) {
                    if (i + 1 == source.length() || source.charAt(i + 1) != quote) {
                        return i + 1;
                    }
                    i++;
                }
            }
            throw new IllegalArgumentException("a quote " + quote + " is never closed");
        }

        /** The opening of a text in dollars, such as {@code $$} or {@code $body$}; null if this is none. */
        private @Nullable String dollar() {
            int end = at + 1;
            while (end < source.length() && starts(source.charAt(end))) {
                end++;
            }
            return end < source.length() && source.charAt(end) == '$' ? source.substring(at, end + 1) : null;
        }

        private int behindComment() {
            int depth = 0;
            for (int i = at; i < source.length(); i++) {
                if (source.startsWith("/*", i)) {
                    depth++;
                    i++;
                } else if (source.startsWith("*/", i)) {
                    depth--;
                    i++;
                }
                if (depth == 0) {
                    return i + 1;
                }
            }
            throw new IllegalArgumentException("a comment is never closed");
        }

        private int to(String what, int from, boolean needed) {
            int found = source.indexOf(what, from);
            if (found < 0 && needed) {
                throw new IllegalArgumentException("a text in " + what + " is never closed");
            }
            return found < 0 ? source.length() : needed ? found + what.length() : found;
        }

        private void take(int end) {
            text.append(source, at, end);
            at = end;
        }

        private boolean inWord() {
            return at > 0 && word(source.charAt(at - 1));
        }

        private static boolean word(char letter) {
            return Character.isLetterOrDigit(letter) || letter == '_';
        }

        private static boolean starts(char letter) {
            return (letter >= 'a' && letter <= 'z') || letter == '_' || (letter >= 'A' && letter <= 'Z');
        }

        /** Without what comments leave behind: spaces at the end of lines, and empty lines. */
        private static String tidy(StringBuilder text) {
            StringBuilder tidy = new StringBuilder();
            for (String line : text.toString().split("\n", -1)) {
                if (!line.isBlank()) {
                    tidy.append(tidy.isEmpty() ? "" : "\n").append(line.stripTrailing());
                }
            }
            return tidy.toString().strip();
        }
    }
}
