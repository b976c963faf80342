package io.nightshift.store.steer;

import io.nightshift.store.duty.Deadlines;
import io.nightshift.store.port.NewJob;
import io.nightshift.store.sql.Rows;
import io.nightshift.store.sql.Sql;
import io.nightshift.store.sql.SqlFile;
import io.nightshift.store.sql.Values;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * SCHEDULED, BLOCKED or READY, before the first attempt, to CANCELLED, because another job with the same unique key takes the
 * place. A job that a node has taken meanwhile is left alone. Needs a transaction around it.
 *
 * <p>Jobs only move on from one of the places that are looked at to a later one, so one round is enough.
 */
public final class Replace {

    private static final int REASON = 500;

    private static final SqlFile FILE = SqlFile.of(Replace.class);
    private static final Sql LOCK_SCHEDULED = FILE.statement("lock-scheduled", "jobs");
    private static final Sql LOCK_BLOCKED = FILE.statement("lock-blocked", "jobs");
    private static final Sql LEAVE_SCHEDULED = FILE.statement("leave-scheduled", "jobs");
    private static final Sql LEAVE_BLOCKED = FILE.statement("leave-blocked", "jobs");
    private static final Sql LEAVE_READY = FILE.statement("leave-ready", "job");
    private static final Sql END = FILE.statement("end", "job", "reason");
    private static final Sql FORGET_DEADLINES = FILE.statement("forget-deadlines", "jobs");

    private Replace() {}

    /**
     * Takes jobs out.
     *
     * @param by the job that replaces each
     * @return those that were pending and are CANCELLED now
     */
    public static List<UUID> replace(Connection connection, Map<UUID, NewJob> by) throws SQLException {
        if (by.isEmpty()) {
            return List.of();
        }
        Deadlines.lock(connection, by.keySet());
        List<UUID> left = new ArrayList<>();
        left.addAll(leave(connection, LOCK_SCHEDULED, LEAVE_SCHEDULED, by.keySet()));
        left.addAll(leave(connection, LOCK_BLOCKED, LEAVE_BLOCKED, by.keySet()));
        List<UUID> others = new ArrayList<>(by.keySet());
        others.removeAll(left);
        left.addAll(Rows.hits(connection, LEAVE_READY, others, (delete, job) -> delete.uuid("job", job)));
        end(connection, left, by);
        return left;
    }

    private static List<UUID> leave(Connection connection, Sql lock, Sql leave, Collection<UUID> jobs)
            throws SQLException {
        List<UUID> found = Rows.ids(connection, lock, jobs);
        Rows.execute(connection, leave, found);
        return found;
    }

    private static void end(Connection connection, List<UUID> jobs, Map<UUID, NewJob> by) throws SQLException {
        Rows.each(
                connection,
                END,
                jobs,
                (insert, job) -> insert.uuid("job", job).text("reason", Values.fit(reason(by.get(job)), REASON)));
        Rows.execute(connection, FORGET_DEADLINES, jobs);
    }

    private static String reason(@Nullable NewJob other) {
        return other == null
                ? "Replaced"
                : "Replaced by job " + other.id() + " with the same unique key, submitted by " + other.submitter();
    }
}
