package io.nightshift.store.stat;

import io.nightshift.store.sql.Sql;

/** What {@link Depths} reads in another way on each database. */
public interface DepthSql {

    /** A query for the age in seconds of the oldest ready job of each queue. */
    Sql oldest();
}
