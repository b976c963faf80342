package io.nightshift.jobs.csv;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import org.jspecify.annotations.Nullable;

/**
 * A column of the target table as the database describes it.
 *
 * @param name as the database spells it
 * @param type what it keeps
 * @param nullable whether it takes null
 * @param filledByDatabase whether it has a default, counts by itself or is computed
 */
record TableColumn(String name, TableType type, boolean nullable, boolean filledByDatabase) {

    /**
     * The value as the table keeps it, not a digit less.
     *
     * @throws MisfitException if the table would refuse it, cut it or round it
     */
    @Nullable
    Object fitted(@Nullable Object value) throws MisfitException {
        if (value == null) {
            if (!nullable && !filledByDatabase) {
                throw new MisfitException("no value, and the table needs one");
            }
            return null;
        }
        return type.fitted(value);
    }

    void bind(PreparedStatement statement, int index, @Nullable Object value) throws SQLException {
        if (value == null) {
            statement.setNull(index, type.jdbcType());
        } else if (value instanceof String text) {
            bindText(statement, index, text);
        } else {
            statement.setObject(index, value);
        }
    }

    private void bindText(PreparedStatement statement, int index, String text) throws SQLException {
        switch (type.jdbcType()) {
            case Types.CHAR,
                    Types.VARCHAR,
                    Types.NCHAR,
                    Types.NVARCHAR,
                    Types.LONGVARCHAR,
                    Types.LONGNVARCHAR,
                    Types.CLOB -> statement.setString(index, text);
            default -> statement.setObject(index, text);
        }
    }
}
