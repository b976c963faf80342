package io.nightshift.store.user;

import io.nightshift.store.sql.Sql;
import io.nightshift.store.sql.SqlFile;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;

/** Makes rows of {@code app_user} in the transaction of a given connection. */
final class UserRows {

    private static final SqlFile FILE = SqlFile.of(UserRows.class);

    /** Somebody with a password. */
    static final Sql ADD_PERSON = FILE.statement("add-person", "name", "hash", "now");

    /** Something with a token. */
    static final Sql ADD_SERVICE = FILE.statement("add-service", "name", "hash", "now");

    private UserRows() {}

    /** Adds one; false if there is one of that name. */
    static boolean add(Connection connection, Sql kind, String name, String hash, Instant now) throws SQLException {
        return kind.update(
                        connection,
                        insert -> insert.text("name", name).text("hash", hash).instant("now", now))
                > 0;
    }
}
