package io.nightshift.jobs.csv;

import io.nightshift.jobs.csv.read.Excerpt;
import io.nightshift.jobs.csv.read.ImportRefusedException;
import io.nightshift.jobs.csv.read.RecordReader.Located;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Turns records into checked rows: finds each declared column, reads its value, and says what is wrong. */
final class RowCheck {

    private static final int EXCERPT = 40;

    private final List<Column> columns;
    private final List<@Nullable Pattern> patterns = new ArrayList<>();
    private final int[] positions;
    private final int width;

    private RowCheck(List<Column> columns, int[] positions, int width) {
        this.columns = columns;
        this.positions = positions;
        this.width = width;
        for (Column column : columns) {
            patterns.add(compile(column));
        }
    }

    /** Columns lie in the declared order. */
    static RowCheck byPosition(List<Column> columns) {
        requireDistinct(columns);
        int[] positions = new int[columns.size()];
        for (int i = 0; i < positions.length; i++) {
            positions[i] = i;
        }
        return new RowCheck(columns, positions, columns.size());
    }

    /**
     * Columns lie where the header says; others are left out.
     *
     * @throws ImportRefusedException if a wanted one is missing, or there more than once: which one is meant then?
     */
    static RowCheck byHeader(List<Column> columns, Located header) {
        requireDistinct(columns);
        if (header.fault() != null) {
            throw new ImportRefusedException(
                    "The header (line " + header.line() + ") cannot be read: " + header.fault());
        }
        List<String> names = header.fields().stream().map(RowCheck::key).toList();
        int[] positions = new int[columns.size()];
        for (int i = 0; i < positions.length; i++) {
            String name = columns.get(i).name();
            positions[i] = names.indexOf(key(name));
            if (positions[i] < 0) {
                throw new ImportRefusedException("The header has no column '" + name + "'; it has: "
                        + Excerpt.of(String.join(", ", header.fields()), 500));
            }
            int again = names.lastIndexOf(key(name));
            if (again != positions[i]) {
                throw new ImportRefusedException("The header names '" + name + "' twice, as column "
                        + (positions[i] + 1) + " and as column " + (again + 1) + ": which one is meant?");
            }
        }
        return new RowCheck(columns, positions, names.size());
    }

    /** Neither case nor blanks around make another name. */
    private static String key(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }

    Row check(Located located) {
        List<String> raw = located.fields();
        Row row = new Row(located.line(), located.nextByte(), located.linesBeforeNext(), raw, List.of(), null);
        String fault = located.fault();
        if (fault == null && raw.size() != width) {
            fault = raw.size() + " fields where " + width + (width == 1 ? " is" : " are") + " expected";
        }
        return fault == null ? checked(row) : row.refused(new BadRow(row.line(), null, fault));
    }

    private Row checked(Row row) {
        List<@Nullable Object> values = new ArrayList<>(columns.size());
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            String text = row.raw().get(positions[i]);
            String fault = fault(column, patterns.get(i), text, values);
            if (fault != null) {
                return row.refused(new BadRow(row.line(), column.name(), fault));
            }
        }
        return new Row(
                row.line(),
                row.nextByte(),
                row.linesBeforeNext(),
                row.raw(),
                Collections.unmodifiableList(values),
                null);
    }

    /** What is wrong with a value; null, and the value added, if nothing. */
    private static @Nullable String fault(
            Column column, @Nullable Pattern pattern, String text, List<@Nullable Object> values) {
        if (text.isBlank()) {
            values.add(null);
            return column.isMandatory() ? "no value" : null;
        }
        Integer maxLength = column.maxLength();
        if (maxLength != null && text.length() > maxLength) {
            return text.length() + " characters, at most " + maxLength + " are allowed";
        }
        if (pattern != null) {
            try {
                if (!pattern.matcher(new Budgeted(text)).matches()) {
                    return "'" + Excerpt.of(text, EXCERPT) + "' does not match " + pattern;
                }
            } catch (PatternTooSlowException e) {
                return "the pattern takes too long on '" + Excerpt.of(text, EXCERPT) + "'";
            }
        }
        try {
            values.add(column.type().parse(text));
            return null;
        } catch (IllegalArgumentException | DateTimeException e) {
            return "'" + Excerpt.of(text, EXCERPT) + "' is not " + column.type().words();
        }
    }

    private static @Nullable Pattern compile(Column column) {
        String pattern = column.pattern();
        try {
            return pattern == null ? null : Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            throw new ImportRefusedException(
                    "The pattern of column '" + column.name() + "' is no regular expression: " + e.getMessage());
        }
    }

    private static void requireDistinct(List<Column> columns) {
        Set<String> seen = new HashSet<>();
        for (Column column : columns) {
            if (!seen.add(key(column.name()))) {
                throw new ImportRefusedException("Column '" + column.name() + "' is declared twice");
            }
        }
    }

    /** Some expressions backtrack for years on the wrong text; this ends them after a bounded number of steps. */
    private static final class Budgeted implements CharSequence {
        private final CharSequence text;
        private final int[] steps;

        private Budgeted(CharSequence text) {
            this(text, new int[] {1_000_000});
        }

        private Budgeted(CharSequence text, int[] steps) {
            this.text = text;
            this.steps = steps;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (--steps[0] < 0) {
                throw new PatternTooSlowException();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Budgeted(text.subSequence(start, end), steps);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }

    private static final class PatternTooSlowException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        PatternTooSlowException() {
            super(null, null, false, false);
        }
    }
}
