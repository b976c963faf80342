package io.nightshift.jobs.csv.read;

/** The beginning of a text from outside, fit for a message. */
public final class Excerpt {

    private Excerpt() {}

    /** At most so many characters, control characters as question marks. */
    public static String of(String text, int length) {
        String shown = text.length() > length ? text.substring(0, length) + "…" : text;
        return shown.replaceAll("\\p{Cntrl}", "?");
    }
}
