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
        "outcome",
        "attempt",
        "outcome_history",
        "progress",
        "checkpoint",
        "job_log",
        "cancel_request",
        "expiry",
        "key_holder",
        "snooze"
    };

    private Removal() {}

    /** Removes jobs whose outcomes the caller has locked. */
    public static void remove(Connection connection, List<UUID> jobs) throws SQLException {
        if (jobs.isEmpty()) {
            return;
        }
        // Only rows that still name these jobs: another one may have taken the key.
        try (PreparedStatement delete = connection.prepareStatement("""
                delete from idempotency where (scope, idempotency_key) in (
                select idempotency_scope, idempotency_key from job where id = any(?) and idempotency_key is not null)
                and job_id = any(?) and expires_at is null""")) {
            Values.uuids(delete, 1, jobs);
            Values.uuids(delete, 2, jobs);
            delete.executeUpdate();
        }
        PendingKeys.forget(connection, jobs);
        removeTags(connection, jobs);
        for (String table : HANGING) {
            Rows.execute(connection, "delete from " + table + " where job_id = any(?)", jobs);
        }
        Rows.execute(connection, "delete from job where id = any(?)", jobs);
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
