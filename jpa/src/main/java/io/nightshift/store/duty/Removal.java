package io.nightshift.store.duty;

import io.nightshift.store.key.PendingKeys;
import io.nightshift.store.sql.Rows;
import io.nightshift.store.sql.Values;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Removes jobs that have ended, with all that hangs on them. */
public final class Removal {

    private static final String[] HANGING = {
        "outcome", "attempt", "outcome_history", "progress", "checkpoint", "job_log", "expiry", "key_holder", "snooze"
    };

    private Removal() {}

    /** Removes jobs whose outcomes the caller has locked. */
    public static void remove(Connection connection, List<UUID> jobs) throws SQLException {
        if (jobs.isEmpty()) {
            return;
        }
        PendingKeys.forget(connection, jobs);
        forgetIdempotency(connection, jobs);
        Deadlines.lock(connection, jobs);
        removeTags(connection, jobs);
        for (String table : HANGING) {
            Rows.execute(connection, "delete from " + table + " where job_id = any(?)", jobs);
        }
        Rows.execute(connection, "delete from job where id = any(?)", jobs);
    }

    /** Only rows that still name these jobs: another one may have taken the key. In the order in which keys are taken. */
    private static void forgetIdempotency(Connection connection, List<UUID> jobs) throws SQLException {
        String theirs = """
                from idempotency where (scope, idempotency_key) in (
                select idempotency_scope, idempotency_key from job where id = any(?) and idempotency_key is not null)
                and job_id = any(?) and expires_at is null""";
        boolean any;
        try (PreparedStatement lock = connection.prepareStatement(
                "select job_id " + theirs + " order by scope, idempotency_key for update")) {
            Values.uuids(lock, 1, jobs);
            Values.uuids(lock, 2, jobs);
            try (ResultSet row = lock.executeQuery()) {
                any = row.next();
            }
        }
        if (!any) {
            return;
        }
        try (PreparedStatement delete = connection.prepareStatement("delete " + theirs)) {
            Values.uuids(delete, 1, jobs);
            Values.uuids(delete, 2, jobs);
            delete.executeUpdate();
        }
    }

    /** Tags are found by tag and job; which tags a job has, its own row says. */
    private static void removeTags(Connection connection, List<UUID> jobs) throws SQLException {
        List<Tag> tags = new ArrayList<>();
        try (PreparedStatement select =
                connection.prepareStatement("select id, tags from job where id = any(?) and tags is not null")) {
            Values.uuids(select, 1, jobs);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    for (String tag : Values.texts(row, 2)) {
                        tags.add(new Tag(tag, row.getObject(1, UUID.class)));
                    }
                }
            }
        }
        if (tags.isEmpty()) {
            return;
        }
        try (PreparedStatement delete =
                connection.prepareStatement("delete from job_tag where tag = ? and job_id = ?")) {
            for (Tag tag : tags) {
                delete.setString(1, tag.text());
                delete.setObject(2, tag.job());
                delete.addBatch();
            }
            delete.executeBatch();
        }
    }

    private record Tag(String text, UUID job) {}
}
