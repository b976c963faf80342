package io.nightshift.jobs.csv;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A column that is read, checked and written.
 *
 * @param name its name in the CSV's header, if it has one, and in the target; upper and lower case do not matter
 * @param type what it holds
 * @param required whether a row without a value is bad; false by default
 * @param maxLength most characters of a value; null for no limit of its own
 * @param pattern a regular expression that a whole value must match; null for none
 */
public record Column(
        @NotBlank @Size(max = 63) String name,
        @NotNull ColumnType type,
        @Nullable Boolean required,
        @Min(1) @Max(1_000_000) @Nullable Integer maxLength,
        @Size(max = 500) @Nullable String pattern) {

    /** An optional column without further rules. */
    public static Column of(String name, ColumnType type) {
        return new Column(name, type, null, null, null);
    }

    /** The same column, its values required. */
    public Column mandatory() {
        return new Column(name, type, true, maxLength, pattern);
    }

    boolean isMandatory() {
        return Boolean.TRUE.equals(required);
    }
}
