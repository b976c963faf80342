package io.nightshift.jobs.csv;

import org.jspecify.annotations.Nullable;

/**
 * A row that was not imported.
 *
 * @param line where it begins in the CSV, from 1
 * @param column the column at fault; null if it is the whole row
 * @param reason for people, at most 200 characters
 */
public record BadRow(long line, @Nullable String column, String reason) {

    private static final int MAX_REASON = 200;

    public BadRow {
        if (reason.length() > MAX_REASON) {
            reason = reason.substring(0, MAX_REASON - 1) + "…";
        }
    }
}
