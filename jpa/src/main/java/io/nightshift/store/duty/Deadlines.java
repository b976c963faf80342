package io.nightshift.store.duty;

import io.nightshift.store.sql.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.UUID;

/** The table {@code expiry}. */
public final class Deadlines {

    private Deadlines() {}

    /** Locks those of these jobs that have a deadline, in the order of the jobs; whoever takes a job's place does it first. */
    public static void lock(Connection connection, Collection<UUID> jobs) throws SQLException {
        Rows.ids(connection, "select job_id from expiry where job_id = any(?) order by job_id for update", jobs);
    }
}
