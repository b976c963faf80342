package io.nightshift.store.duty;

import io.nightshift.store.key.PendingKeys;
import io.nightshift.store.sql.Bound;
import io.nightshift.store.sql.Rows;
import io.nightshift.store.sql.Sql;
import io.nightshift.store.sql.SqlFile;
import io.nightshift.store.sql.Values;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Removes jobs that have ended, with all that hangs on them. */
public final class Removal {

    private static final SqlFile FILE = SqlFile.of(Removal.class);
    private static final Sql LOCK_KEYS = FILE.statement("lock-keys", "jobs");
    private static final Sql KEYS = FILE.statement("keys", "jobs");
    private static final Sql TAGS_OF = FILE.statement("tags-of", "jobs");
    private static final Sql TAG = FILE.statement("tag", "tag", "job");
    private static final Sql JOB = FILE.statement("job", "jobs");
    private static final List<Sql> HANGING = Stream.of(
                    "outcome",
                    "attempt",
                    "outcome-history",
                    "progress",
                    "checkpoint",
                    "job-log",
                    "expiry",
                    "key-holder",
                    "snooze")
            .map(table -> FILE.statement(table, "jobs"))
            .toList();

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
        for (Sql hanging : HANGING) {
            Rows.execute(connection, hanging, jobs);
        }
        Rows.execute(connection, JOB, jobs);
    }

    private static void forgetIdempotency(Connection connection, List<UUID> jobs) throws SQLException {
        if (!Rows.ids(connection, LOCK_KEYS, jobs).isEmpty()) {
            Rows.execute(connection, KEYS, jobs);
        }
    }

    private static void removeTags(Connection connection, List<UUID> jobs) throws SQLException {
        List<Tag> tags = new ArrayList<>();
        try (Bound select = TAGS_OF.on(connection)) {
            select.uuids("jobs", jobs);
            try (ResultSet row = select.query()) {
                while (row.next()) {
                    for (String tag : Values.texts(row, 2)) {
                        tags.add(new Tag(tag, row.getObject(1, UUID.class)));
                    }
                }
            }
        }
        Rows.batch(
                connection,
                TAG,
                tags,
                (delete, tag) -> delete.text("tag", tag.text()).uuid("job", tag.job()));
    }

    private record Tag(String text, UUID job) {}
}
