package io.nightshift.store.boot;

import io.nightshift.store.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;

class SentStatementsOnH2Test extends SentStatementsContract {

    @Override
    TestDatabase database() {
        return TestDatabase.h2();
    }

    @Override
    void explain(Connection connection, String statement) throws SQLException {
        try (PreparedStatement explain = connection.prepareStatement("explain " + statement)) {
            for (int at = 1; at <= explain.getParameterMetaData().getParameterCount(); at++) {
                explain.setNull(at, Types.NULL);
            }
            explain.executeQuery();
        }
    }
}
