package io.nightshift.store.steer;

import io.nightshift.store.duty.Deadlines;
import io.nightshift.store.port.NewJob;
import io.nightshift.store.sql.Rows;
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
        left.addAll(leave(connection, "scheduled", by.keySet()));
        left.addAll(leave(connection, "blocked", by.keySet()));
        List<UUID> others = new ArrayList<>(by.keySet());
        others.removeAll(left);
        // One by one, as the planner knows nothing of ready and would rather read it whole.
        left.addAll(Rows.hits(connection, """
                delete from ready where queue = (select queue from job where id = ?)
                and tenant = (select coalesce(tenant, '') from job where id = ?)
                and priority = (select priority from job where id = ?) and job_id = ? and attempt = 1""" + fresh("ready"), others, (delete, job) -> {
            delete.setObject(1, job);
            delete.setObject(2, job);
            delete.setObject(3, job);
            delete.setObject(4, job);
        }));
        end(connection, left, by);
        return left;
    }

    /** A job that snoozes has started, though its attempt is still the first. */
    private static String fresh(String place) {
        return " and not exists (select 1 from snooze z where z.job_id = " + place + ".job_id)";
    }

    private static List<UUID> leave(Connection connection, String place, Collection<UUID> jobs) throws SQLException {
        List<UUID> found = Rows.ids(
                connection,
                "select job_id from " + place + " where job_id = any(?) and attempt = 1" + fresh(place)
                        + " order by job_id for update",
                jobs);
        Rows.execute(connection, "delete from " + place + " where job_id = any(?)", found);
        return found;
    }

    private static void end(Connection connection, List<UUID> jobs, Map<UUID, NewJob> by) throws SQLException {
        Rows.each(
                connection,
                "insert into outcome (job_id, state, attempt, finished_at, reason)"
                        + " values (?, 'CANCELLED', 1, current_timestamp, ?)",
                jobs,
                (insert, job) -> {
                    insert.setObject(1, job);
                    insert.setString(2, Values.fit(reason(by.get(job)), REASON));
                });
        Rows.execute(connection, "delete from expiry where job_id = any(?)", jobs);
    }

    private static String reason(@Nullable NewJob other) {
        return other == null
                ? "Replaced"
                : "Replaced by job " + other.id() + " with the same unique key, submitted by " + other.submitter();
    }
}
