package io.nightshift.store.boot;

import io.nightshift.store.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

class SentStatementsOnPostgresTest extends SentStatementsContract {

    @Override
    TestDatabase database() {
        return TestDatabase.postgres();
    }

    @Override
    void explain(Connection connection, String statement) throws SQLException {
        try (Connection simple = simple(connection);
                Statement explain = simple.createStatement()) {
            explain.executeQuery("explain (generic_plan) " + numbered(statement));
        }
    }

    /** In the other protocol the driver would have to bind the numbered parameters, which here stay open. */
    private static Connection simple(Connection connection) throws SQLException {
        String url = connection.getMetaData().getURL();
        return DriverManager.getConnection(
                url + (url.contains("?") ? "&" : "?") + "preferQueryMode=simple",
                connection.getMetaData().getUserName(),
                "");
    }

    /** With $1, $2, … as the server itself writes parameters; what stands in quotes is no parameter. */
    private static String numbered(String statement) {
        StringBuilder numbered = new StringBuilder();
        boolean quoted = false;
        int number = 0;
        for (char letter : statement.toCharArray()) {
            quoted ^= letter == '\'';
            if (letter == '?' && !quoted) {
                numbered.append('$').append(++number);
            } else {
                numbered.append(letter);
            }
        }
        return numbered.toString();
    }
}
