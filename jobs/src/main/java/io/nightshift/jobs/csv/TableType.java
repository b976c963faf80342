package io.nightshift.jobs.csv;

import io.nightshift.jobs.csv.read.Excerpt;
import java.math.BigDecimal;
import java.sql.Types;
import java.time.DateTimeException;
import java.util.Locale;

/**
 * What a column of the target table keeps.
 *
 * @param jdbcType one of {@link Types}
 * @param name as the database calls it, in lower case
 * @param size most characters or digits
 * @param scale most digits behind the point, of a number or of a second
 * @param codePoints whether the database counts characters, not halves of pairs
 */
record TableType(int jdbcType, String name, int size, int scale, boolean codePoints) {

    TableType {
        name = name.toLowerCase(Locale.ROOT);
    }

    /**
     * The value as the column keeps it.
     *
     * @throws MisfitException if it would be refused, cut or rounded
     */
    Object fitted(Object value) throws MisfitException {
        if (name.equals("money")) {
            return FitNumber.decimal(FitNumber.of(value), 19, 2);
        }
        if (name.equals("decfloat")) {
            return FitNumber.of(value);
        }
        return switch (jdbcType) {
            case Types.CHAR,
                    Types.VARCHAR,
                    Types.NCHAR,
                    Types.NVARCHAR,
                    Types.LONGVARCHAR,
                    Types.LONGNVARCHAR,
                    Types.CLOB,
                    Types.NCLOB -> text(value);
            case Types.TINYINT -> FitNumber.whole(FitNumber.of(value), Byte.MIN_VALUE, Byte.MAX_VALUE);
            case Types.SMALLINT -> FitNumber.whole(FitNumber.of(value), Short.MIN_VALUE, Short.MAX_VALUE);
            case Types.INTEGER -> FitNumber.whole(FitNumber.of(value), Integer.MIN_VALUE, Integer.MAX_VALUE);
            case Types.BIGINT -> FitNumber.whole(FitNumber.of(value), Long.MIN_VALUE, Long.MAX_VALUE);
            case Types.NUMERIC, Types.DECIMAL -> FitNumber.decimal(FitNumber.of(value), size, scale);
            case Types.REAL -> FitNumber.single(FitNumber.of(value));
            case Types.FLOAT, Types.DOUBLE -> FitNumber.twice(FitNumber.of(value));
            case Types.BOOLEAN -> truth(value);
            case Types.BIT -> name.equals("bool") ? truth(value) : value;
            case Types.DATE -> FitTime.day(value);
            case Types.TIME -> name.equals("timetz") ? value : FitTime.time(value, scale);
            case Types.TIMESTAMP ->
                name.equals("timestamptz") ? FitTime.moment(value, scale) : FitTime.dayAndTime(value, scale);
            case Types.TIMESTAMP_WITH_TIMEZONE -> FitTime.moment(value, scale);
            default -> noNul(value);
        };
    }

    private String text(Object value) throws MisfitException {
        String text = value instanceof BigDecimal number ? number.toPlainString() : value.toString();
        noNul(text);
        int length = codePoints ? text.codePointCount(0, text.length()) : text.length();
        if (size > 0 && length > size) {
            throw new MisfitException(length + " characters, the table keeps at most " + size);
        }
        return text;
    }

    private static Object noNul(Object value) throws MisfitException {
        if (value instanceof String text && text.indexOf('\0') >= 0) {
            throw new MisfitException("the character NUL (U+0000), which a table does not keep");
        }
        return value;
    }

    private static Object truth(Object value) throws MisfitException {
        if (value instanceof Boolean) {
            return value;
        }
        String text = value.toString();
        try {
            return ColumnType.BOOLEAN.parse(text);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new MisfitException("'" + Excerpt.of(text, 40) + "' is not true or false, as the table wants");
        }
    }
}
