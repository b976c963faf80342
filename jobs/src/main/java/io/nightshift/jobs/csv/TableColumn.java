package io.nightshift.jobs.csv;

import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import org.jspecify.annotations.Nullable;

/**
 * A column of the target table as the database describes it.
 *
 * @param name as the database spells it
 * @param jdbcType one of {@link Types}
 * @param size most characters or digits
 * @param scale most digits behind the point
 * @param nullable whether it takes null
 * @param filledByDatabase whether it has a default, counts by itself or is computed
 */
record TableColumn(String name, int jdbcType, int size, int scale, boolean nullable, boolean filledByDatabase) {

    /** From here on the database means "without limit". */
    private static final int UNLIMITED = 1000;

    /** Why the table would refuse the value, or change it; null if it fits. */
    @Nullable
    String misfit(@Nullable Object value) {
        if (value == null) {
            return nullable || filledByDatabase ? null : "no value, and the table needs one";
        }
        return switch (jdbcType) {
            case Types.CHAR, Types.VARCHAR, Types.NCHAR, Types.NVARCHAR ->
                text(value).length() > size
                        ? text(value).length() + " characters, the table keeps at most " + size
                        : null;
            case Types.TINYINT -> outside(value, Byte.MIN_VALUE, Byte.MAX_VALUE);
            case Types.SMALLINT -> outside(value, Short.MIN_VALUE, Short.MAX_VALUE);
            case Types.INTEGER -> outside(value, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case Types.BIGINT -> outside(value, Long.MIN_VALUE, Long.MAX_VALUE);
            case Types.NUMERIC, Types.DECIMAL -> tooPrecise(value);
            default -> null;
        };
    }

    void bind(PreparedStatement statement, int index, @Nullable Object value) throws SQLException {
        if (value == null) {
            statement.setNull(index, jdbcType);
        } else {
            switch (jdbcType) {
                case Types.CHAR,
                        Types.VARCHAR,
                        Types.NCHAR,
                        Types.NVARCHAR,
                        Types.LONGVARCHAR,
                        Types.LONGNVARCHAR,
                        Types.CLOB -> statement.setString(index, text(value));
                default -> statement.setObject(index, value);
            }
        }
    }

    private static String text(Object value) {
        return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
    }

    private static @Nullable String outside(Object value, long smallest, long largest) {
        BigDecimal number = number(value);
        if (number == null) {
            return null;
        }
        if (number.stripTrailingZeros().scale() > 0) {
            return number.toPlainString() + " has digits behind the point, the table keeps none";
        }
        return number.compareTo(BigDecimal.valueOf(smallest)) < 0 || number.compareTo(BigDecimal.valueOf(largest)) > 0
                ? number.toPlainString() + " is outside of what the table keeps"
                : null;
    }

    private @Nullable String tooPrecise(Object value) {
        BigDecimal number = number(value);
        if (number == null || size <= 0 || size >= UNLIMITED) {
            return null;
        }
        BigDecimal shortest = number.stripTrailingZeros();
        if (shortest.scale() > scale) {
            return number.toPlainString() + " has more than " + scale + " digits behind the point";
        }
        return shortest.precision() - shortest.scale() > size - scale
                ? number.toPlainString() + " is outside of what the table keeps"
                : null;
    }

    private static @Nullable BigDecimal number(Object value) {
        if (value instanceof BigDecimal decimal) {
            return decimal;
        }
        return value instanceof Long whole ? BigDecimal.valueOf(whole) : null;
    }
}
