package io.nightshift.jobs.csv;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row after its check.
 *
 * @param line in which it begins
 * @param nextByte where the next one begins
 * @param linesBeforeNext how many lines lie before that
 * @param raw its fields as they were read
 * @param values one per declared column, null for none; empty if the row is bad
 * @param bad why it is bad; null if it is good
 */
record Row(
        long line,
        long nextByte,
        long linesBeforeNext,
        List<String> raw,
        List<@Nullable Object> values,
        @Nullable BadRow bad) {

    Row refused(BadRow reason) {
        return new Row(line, nextByte, linesBeforeNext, raw, List.of(), reason);
    }

    /** The same row, its values as the target keeps them. */
    Row fitted(List<@Nullable Object> fittedValues) {
        return new Row(line, nextByte, linesBeforeNext, raw, Collections.unmodifiableList(fittedValues), bad);
    }

    boolean good() {
        return bad == null;
    }
}
