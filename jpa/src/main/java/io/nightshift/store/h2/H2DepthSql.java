package io.nightshift.store.h2;

import io.nightshift.store.sql.Sql;
import io.nightshift.store.sql.SqlFile;
import io.nightshift.store.stat.DepthSql;

/** Groups what lies in the queues. */
final class H2DepthSql implements DepthSql {

    private static final Sql OLDEST = SqlFile.of(H2DepthSql.class).statement("oldest");

    @Override
    public Sql oldest() {
        return OLDEST;
    }
}
