package io.nightshift.store.stat;

/** What {@link Depths} reads in another way on each database. */
public interface DepthSql {

    /** A query for the age in seconds of the oldest ready job of each queue. */
    String oldest();
}
