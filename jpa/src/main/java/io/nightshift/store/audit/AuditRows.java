package io.nightshift.store.audit;

import io.nightshift.store.sql.Sql;
import io.nightshift.store.sql.SqlFile;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

/** The one change of a row of {@code audit}, in the transaction of a given connection. */
final class AuditRows {

    private static final Sql REPEATED = SqlFile.of(AuditRows.class).statement("repeated", "times", "id");

    private AuditRows() {}

    /** The same was done so many times in all. */
    static void repeated(Connection connection, UUID id, int times) throws SQLException {
        REPEATED.update(connection, update -> update.number("times", times).uuid("id", id));
    }
}
