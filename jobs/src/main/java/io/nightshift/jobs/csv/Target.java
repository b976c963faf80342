package io.nightshift.jobs.csv;

import io.nightshift.jobs.check.ExactlyOne;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Where good rows go.
 *
 * @param table a table that the operator allows, as {@code name} or {@code schema.name}; its columns {@code job_id} and
 *     {@code line}, if it has them and the CSV does not, are filled with the job's id and the row's line
 * @param file a new CSV file, as a path below the import folder
 * @param overwrite whether {@code file} may replace an existing one; false by default
 */
@ExactlyOne(
        value = {"table", "file"},
        message = "give either table or file")
public record Target(
        @Size(min = 1, max = 130) @Nullable String table,
        @Size(min = 1, max = 500) @Nullable String file,
        @Nullable Boolean overwrite) {

    /** Rows go into this table. */
    public static Target ofTable(String table) {
        return new Target(table, null, null);
    }

    /** Rows go into this new file. */
    public static Target ofFile(String file) {
        return new Target(null, file, null);
    }
}
