package io.nightshift.server;

import java.util.Locale;

/** A number that an operator may set: the system property {@code nightshift.a.b}, else the variable NIGHTSHIFT_A_B. */
public final class Setting {

    private Setting() {}

    /**
     * Reads one.
     *
     * @param name of the property
     * @param otherwise what holds if nothing is set
     * @throws IllegalArgumentException if it is no whole number within the bounds
     */
    public static int number(String name, int otherwise, int min, int max) {
        String text = System.getProperty(
                name, System.getenv(name.toUpperCase(Locale.ROOT).replace('.', '_')));
        if (text == null || text.isBlank()) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(text.strip());
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, with the bounds.
        }
        throw new IllegalArgumentException(
                name + " must be a whole number from " + min + " to " + max + ", was '" + text + "'");
    }
}
