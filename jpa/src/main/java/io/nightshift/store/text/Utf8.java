package io.nightshift.store.text;

/** The encoding of what is sent and stored. */
public final class Utf8 {

    private Utf8() {}

    /**
     * How many bytes a text has in UTF-8, without encoding it: one that is too large should not take its place in memory twice.
     * A text that has half a surrogate pair cannot be encoded; such a half counts 2.
     */
    public static long length(String text) {
        long length = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            // Each half of a surrogate pair counts 2: together the 4 bytes of such a character.
            length += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return length;
    }
}
