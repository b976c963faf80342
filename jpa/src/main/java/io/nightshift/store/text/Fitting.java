package io.nightshift.store.text;

/** Text of others that must be stored whatever it is, so that keeping a record of it cannot fail. */
public final class Fitting {

    private static final char REPLACEMENT = '\uFFFD';
    private static final int HASH_LENGTH = 64;

    private Fitting() {}

    /** At most {@code length} characters of a text, without what PostgreSQL does not store: NUL and half characters. */
    public static String cut(String text, int length) {
        StringBuilder fit = new StringBuilder(Math.min(text.length(), length));
        for (int i = 0; i < text.length() && fit.length() < length; i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (pair) {
                if (fit.length() + 2 > length) {
                    break;
                }
                fit.append(c).append(text.charAt(++i));
            } else {
                fit.append(c == 0 || Character.isSurrogate(c) ? REPLACEMENT : c);
            }
        }
        return fit.toString();
    }

    /** A text with U+FFFD in the place of each half of a surrogate pair, which no answer in UTF-8 can hold. */
    public static String readable(String text) {
        return TextRule.whole(text) ? text : cut(text, Integer.MAX_VALUE);
    }

    /** As {@link #cut}, but two long texts that differ only behind the cut stay different. */
    public static String distinct(String text, int length) {
        return text.length() <= length ? cut(text, length) : cut(text, length - HASH_LENGTH) + Sha256.hex(text);
    }
}
