package io.nightshift.store.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The condition that a job contains a text, whatever the case of its letters: in its arguments, its type, its id, or the
 * message of its last failed attempt.
 *
 * <p>Making small letters is what such a search takes its time for, so each text is compared in the cheapest way that is
 * right for it.
 */
record SearchText(String text, SearchSql sql) {

    /** The parameter that takes {@link #pattern}. */
    static final String PARAMETER = "text";

    private static final String MESSAGE = "coalesce(a.message, a.error_class)";

    /** For a source that may hop over any number of jobs. */
    String inJob() {
        return anyOf(contains(
                "(select " + MESSAGE + " from attempt a where a.job_id = j.id order by a.attempt desc limit 1)"));
    }

    /** For jobs that lie side by side from {@code :low} to {@code :high}: reads their attempts at once, not job by job. */
    String inNeighbours() {
        return anyOf("j.id in (select a.job_id from attempt a where a.job_id > :low and a.job_id < :high and "
                + contains(MESSAGE)
                + " and not exists (select 1 from attempt b where b.job_id = a.job_id and b.attempt > a.attempt))");
    }

    /** What the text must look like. */
    String pattern() {
        String escaped = "%" + text.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
        return ascii() ? escaped.toLowerCase(Locale.ROOT) : escaped;
    }

    private String anyOf(String inMessage) {
        List<String> any = new ArrayList<>(List.of(contains("j.args"), contains("j.type")));
        if (text.matches("[0-9a-fA-F-]+")) {
            any.add(contains("cast(j.id as varchar)"));
        }
        any.add(inMessage);
        return "(" + String.join(" or ", any) + ")";
    }

    private String contains(String column) {
        if (text.codePoints().noneMatch(Character::isLetter)) {
            return column + " like cast(:text as varchar) escape '!'";
        }
        if (ascii()) {
            return sql.likeAscii(column);
        }
        // The database makes both sides small letters, so both by the same rules.
        return "lower(" + column + ") like lower(cast(:text as varchar)) escape '!'";
    }

    private boolean ascii() {
        return text.chars().allMatch(letter -> letter < 128);
    }
}
