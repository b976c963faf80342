package io.nightshift.engine.user;

import io.nightshift.api.client.InvalidJobException;
import io.nightshift.api.client.InvalidJobException.Violation;
import io.nightshift.store.text.Utf8;
import java.util.List;
import java.util.Locale;

/**
 * What a chosen password must be: long. No rule asks for certain characters (NIST SP 800-63B 3.1.1.2): people answer such
 * rules with what is easily guessed.
 */
final class PasswordRules {

    static final int SHORTEST = 15;
    /** bcrypt takes no more; what is beyond would not count. */
    static final int MOST_BYTES = 72;

    /** A shorter name is in many good passwords by chance. */
    private static final int SHORTEST_NAME = 4;

    private static final int FEWEST_DIFFERENT = 6;

    private PasswordRules() {}

    /**
     * Refuses a password that is not good enough.
     *
     * @throws InvalidJobException says why
     */
    static void check(String name, String present, String wanted) {
        if (wanted.codePointCount(0, wanted.length()) < SHORTEST) {
            throw refused("A password has at least " + SHORTEST + " characters; several words are easy to keep");
        }
        if (Utf8.length(wanted) > MOST_BYTES) {
            throw refused("A password has at most " + MOST_BYTES + " bytes in UTF-8");
        }
        if (wanted.codePoints().anyMatch(Character::isISOControl)) {
            throw refused("A password has no control characters");
        }
        if (wanted.codePoints().distinct().count() < FEWEST_DIFFERENT) {
            throw refused("A password has at least " + FEWEST_DIFFERENT + " different characters");
        }
        if (name.length() >= SHORTEST_NAME && wanted.toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT))) {
            throw refused("A password does not contain the user's name");
        }
        if (wanted.equals(present)) {
            throw refused("This is the password you have");
        }
    }

    private static InvalidJobException refused(String message) {
        return new InvalidJobException(List.of(new Violation("password", message)));
    }
}
