package io.nightshift.jobs.csv;

/**
 * Keeps spreadsheets from running text as a formula: a text that begins with one of their signs gets an apostrophe in
 * front (OWASP, "CSV Injection"). Numbers are left alone.
 */
final class CellGuard {

    private static final String SIGNS = "=+-@\t\r\n";

    private CellGuard() {}

    static String guard(String text) {
        if (text.isEmpty() || SIGNS.indexOf(text.charAt(0)) < 0) {
            return text;
        }
        return ColumnType.PLAIN_NUMBER.matcher(text).matches() ? text : "'" + text;
    }
}
