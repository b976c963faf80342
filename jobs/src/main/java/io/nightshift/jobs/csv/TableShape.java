package io.nightshift.jobs.csv;

import io.nightshift.jobs.csv.read.Excerpt;
import io.nightshift.jobs.csv.read.ImportRefusedException;
import io.nightshift.jobs.setting.Setting;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A table that may be filled, as it is in the database. Every name in its statement is one that the database told.
 *
 * @param insert the statement
 * @param columns of the CSV, in the order of the parameters
 * @param jobId whether a parameter for the job's id follows
 * @param line whether a parameter for the line follows
 */
record TableShape(String insert, List<TableColumn> columns, boolean jobId, boolean line) {

    static final Setting TABLES = new Setting("nightshift.csv.tables", "imported_order");

    private static final Pattern NAME = Pattern.compile("([A-Za-z_][A-Za-z0-9_$]*\\.)?[A-Za-z_][A-Za-z0-9_$]*");
    private static final String JOB_ID = "job_id";
    private static final String LINE = "line";

    /** Reads the table's columns and matches those of the CSV. */
    static TableShape read(Connection connection, String wanted, List<String> allowed, List<Column> csv)
            throws SQLException {
        if (allowed.stream().noneMatch(wanted::equalsIgnoreCase)) {
            throw new ImportRefusedException("Imports into table '" + Excerpt.of(wanted, 130)
                    + "' are not allowed; the operator can add it to " + TABLES.variable() + " or -D" + TABLES.name());
        }
        if (!NAME.matcher(wanted).matches()) {
            throw new ImportRefusedException("'" + wanted + "' is not the name of a table");
        }
        int dot = wanted.indexOf('.');
        String schema = dot < 0 ? null : wanted.substring(0, dot);
        Found found = find(connection, schema, wanted.substring(dot + 1));
        if (found == null) {
            throw new ImportRefusedException("There is no table '" + wanted + "' in the database");
        }
        return match(connection.getMetaData().getIdentifierQuoteString(), found, csv);
    }

    private static TableShape match(String quote, Found found, List<Column> csv) {
        List<TableColumn> columns = new ArrayList<>();
        Set<String> used = new LinkedHashSet<>();
        for (Column column : csv) {
            String key = column.name().strip().toLowerCase(Locale.ROOT);
            TableColumn match = found.columns().get(key);
            if (match == null) {
                throw new ImportRefusedException("Table '" + found.table() + "' has no column '" + column.name() + "'");
            }
            columns.add(match);
            used.add(key);
        }
        boolean jobId = found.columns().containsKey(JOB_ID) && used.add(JOB_ID);
        boolean line = found.columns().containsKey(LINE) && used.add(LINE);
        found.columns().forEach((key, column) -> {
            if (!used.contains(key) && !column.nullable() && !column.filledByDatabase()) {
                throw new ImportRefusedException(
                        "Table '" + found.table() + "' needs a value in '" + column.name() + "': declare that column");
            }
        });
        String names = used.stream()
                .map(key -> quoted(quote, found.column(key).name()))
                .collect(Collectors.joining(", "));
        String marks = Stream.generate(() -> "?").limit(used.size()).collect(Collectors.joining(", "));
        String table = quoted(quote, found.schema()) + "." + quoted(quote, found.table());
        return new TableShape(
                "insert into " + table + " (" + names + ") values (" + marks + ")", List.copyOf(columns), jobId, line);
    }

    private static String quoted(String quote, String name) {
        return quote + name.replace(quote, quote + quote) + quote;
    }

    /** Databases fold unquoted names to lower or upper case: the name as written goes first, then the folded ones. */
    private static @Nullable Found find(Connection connection, @Nullable String schema, String table)
            throws SQLException {
        String own = connection.getSchema();
        for (String schemaName : spellings(schema == null ? (own == null ? "public" : own) : schema)) {
            for (String tableName : spellings(table)) {
                Found found = columns(connection, schemaName, tableName);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    private static Set<String> spellings(String name) {
        return new LinkedHashSet<>(List.of(name, name.toLowerCase(Locale.ROOT), name.toUpperCase(Locale.ROOT)));
    }

    private static @Nullable Found columns(Connection connection, String schema, String table) throws SQLException {
        DatabaseMetaData metaData = connection.getMetaData();
        String escape = metaData.getSearchStringEscape();
        // PostgreSQL counts characters; H2 counts as Java does, a pair of halves as two.
        boolean codePoints = "PostgreSQL".equals(metaData.getDatabaseProductName());
        Map<String, TableColumn> columns = new LinkedHashMap<>();
        try (ResultSet rows = metaData.getColumns(
                connection.getCatalog(), literally(schema, escape), literally(table, escape), null)) {
            while (rows.next()) {
                boolean filled = rows.getString("COLUMN_DEF") != null
                        || "YES".equals(rows.getString("IS_AUTOINCREMENT"))
                        || "YES".equals(rows.getString("IS_GENERATEDCOLUMN"));
                String name = rows.getString("COLUMN_NAME");
                columns.put(
                        name.toLowerCase(Locale.ROOT),
                        new TableColumn(
                                name, type(rows, codePoints), !"NO".equals(rows.getString("IS_NULLABLE")), filled));
            }
        }
        return columns.isEmpty() ? null : new Found(schema, table, columns);
    }

    private static TableType type(ResultSet row, boolean codePoints) throws SQLException {
        int jdbcType = row.getInt("DATA_TYPE");
        // A domain is kept as the type below it.
        int kept = jdbcType == Types.DISTINCT ? row.getInt("SOURCE_DATA_TYPE") : jdbcType;
        return new TableType(
                kept, row.getString("TYPE_NAME"), row.getInt("COLUMN_SIZE"), row.getInt("DECIMAL_DIGITS"), codePoints);
    }

    /** In a search, _ and % stand for anything. */
    private static String literally(String name, String escape) {
        return name.replace(escape, escape + escape).replace("_", escape + "_").replace("%", escape + "%");
    }

    private record Found(String schema, String table, Map<String, TableColumn> columns) {

        private TableColumn column(String key) {
            TableColumn column = columns.get(key);
            if (column == null) {
                throw new IllegalStateException("No column " + key);
            }
            return column;
        }
    }
}
