package io.nightshift.engine.ingress;

/** Text from outside on its way into a column: PostgreSQL refuses the character NUL, and half a surrogate pair is no text. */
final class StorableText {

    private static final char REPLACEMENT = '\uFFFD';

    private StorableText() {}

    /** Tells whether a text can be stored as it is. */
    static boolean storable(String text) {
        return clean(text, Integer.MAX_VALUE).equals(text);
    }

    /** At most {@code limit} characters of a text, with what cannot be stored replaced. */
    static String clean(String text, int limit) {
        int end = Math.min(text.length(), limit);
        if (end < text.length() && end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        StringBuilder clean = new StringBuilder(end);
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < end && Character.isLowSurrogate(text.charAt(i + 1))) {
                clean.append(c).append(text.charAt(++i));
            } else {
                clean.append(c == 0 || Character.isSurrogate(c) ? REPLACEMENT : c);
            }
        }
        return clean.toString();
    }
}
