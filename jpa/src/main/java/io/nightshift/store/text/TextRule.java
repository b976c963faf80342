package io.nightshift.store.text;

import org.jspecify.annotations.Nullable;

/**
 * The one rule for texts that people and callers give: names, keys, tags, tenants, reasons, search texts, names of properties.
 * What a database would refuse or change, and what nobody could tell from another, is refused before it is stored or looked
 * for, with the same words on every way in.
 */
public final class TextRule {

    private TextRule() {}

    /** What is wrong with a text that must say something in at most this many characters; null if nothing is. */
    public static @Nullable String broken(String text, int most) {
        if (text.isBlank() || text.length() > most) {
            return "must be 1 to " + most + " characters";
        }
        return brokenCharacters(text);
    }

    /** What is wrong with the characters of a text, whatever its length; null if nothing is. */
    public static @Nullable String brokenCharacters(String text) {
        boolean visible = text.isEmpty();
        for (int i = 0; i < text.length(); ) {
            int character = text.codePointAt(i);
            if (character <= Character.MAX_VALUE && Character.isSurrogate((char) character)) {
                return "must be whole characters: there is half of a surrogate pair in it";
            }
            if (Character.isISOControl(character)) {
                return "must be without control characters";
            }
            visible = visible || visible(character);
            i += Character.charCount(character);
        }
        return visible ? null : "must have a character that can be seen";
    }

    /** Whether a database holds a text as it is: there is no NUL in it and no half of a surrogate pair. */
    public static boolean storable(String text) {
        return text.indexOf('\0') < 0 && whole(text);
    }

    /** Whether a text has no half of a surrogate pair. */
    public static boolean whole(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (i + 1 == text.length() || !Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    private static boolean visible(int character) {
        return !Character.isWhitespace(character)
                && !Character.isSpaceChar(character)
                && Character.getType(character) != Character.FORMAT
                && !ignorable(character);
    }

    /**
     * What is drawn as nothing though it is neither blank nor a format character: the rest of Unicode's
     * Default_Ignorable_Code_Point, and the empty Braille pattern.
     *
     * @see <a href="https://www.unicode.org/Public/UCD/latest/ucd/DerivedCoreProperties.txt">DerivedCoreProperties</a>
     */
    private static boolean ignorable(int character) {
        return character == 0x034F
                || character == 0x115F
                || character == 0x1160
                || character == 0x17B4
                || character == 0x17B5
                || within(character, 0x180B, 0x180F)
                || within(character, 0x2060, 0x206F)
                || character == 0x2800
                || character == 0x3164
                || within(character, 0xFE00, 0xFE0F)
                || character == 0xFFA0
                || within(character, 0xFFF0, 0xFFF8)
                || within(character, 0xE0000, 0xE0FFF);
    }

    private static boolean within(int character, int first, int last) {
        return first <= character && character <= last;
    }
}
