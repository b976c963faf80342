package io.nightshift.store.postgres;

import io.nightshift.store.duty.Expire;
import io.nightshift.store.sql.Sql;
import io.nightshift.store.sql.SqlFile;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** One statement. */
final class PgExpire implements Expire {

    private static final SqlFile FILE = SqlFile.of(PgExpire.class);
    private static final Sql EXPIRE = FILE.statement("expire", "limit", "reason");

    @Override
    public List<UUID> expire(Connection connection, int limit) throws SQLException {
        return EXPIRE.list(
                connection,
                expire -> expire.number("limit", limit).text("reason", OVER),
                row -> row.getObject(1, UUID.class));
    }
}
