package io.nightshift.store.duty;

import io.nightshift.store.sql.Rows;
import io.nightshift.store.sql.Sql;
import io.nightshift.store.sql.SqlFile;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.UUID;

/** The table {@code expiry}. */
public final class Deadlines {

    private static final Sql LOCK = SqlFile.of(Deadlines.class).statement("lock", "jobs");

    private Deadlines() {}

    /** Locks those of these jobs that have a deadline, in the order of the jobs; whoever takes a job's place does it first. */
    public static void lock(Connection connection, Collection<UUID> jobs) throws SQLException {
        Rows.ids(connection, LOCK, jobs);
    }
}
