package io.nightshift.store.postgres;

import io.nightshift.store.sql.Sql;
import io.nightshift.store.sql.SqlFile;
import io.nightshift.store.stat.DepthSql;

/** Hops through the primary key. */
final class PgDepthSql implements DepthSql {

    private static final Sql OLDEST = SqlFile.of(PgDepthSql.class).statement("oldest");

    @Override
    public Sql oldest() {
        return OLDEST;
    }
}
