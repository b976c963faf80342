package io.nightshift.store.run;

import io.nightshift.api.job.JobId;
import io.nightshift.store.port.RunStore;
import io.nightshift.store.sql.Transactor;
import io.nightshift.store.sql.Values;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What running jobs tell of themselves, in plain statements. */
public final class JdbcRunStore implements RunStore {

    /** Of one attempt; the last says that the following ones are dropped. */
    private static final int MOST_LINES = 10_001;

    private final Transactor own;
    private final Transactor joined;
    private final MarkRows marks;

    /**
     * Uses a database.
     *
     * @param own runs what is told in the background
     * @param joined runs checkpoints, in the transaction of the calling thread if there is one
     * @param marks of the database
     */
    public JdbcRunStore(Transactor own, Transactor joined, MarkRows marks) {
        this.own = own;
        this.joined = joined;
        this.marks = marks;
    }

    @Override
    public void progress(List<Report> reports) {
        if (!reports.isEmpty()) {
            own.transact("Storing the progress of " + reports.size() + " jobs", connection -> {
                marks.progress(connection, reports);
                return true;
            });
        }
    }

    @Override
    public void log(List<Line> lines) {
        if (lines.isEmpty()) {
            return;
        }
        own.transact("Storing " + lines.size() + " log lines", connection -> {
            Instant now = Values.now(connection);
            // A batch that is repeated after a lost connection finds its lines there. An attempt that has snoozed goes
            // on
            // behind the lines that it had written before, and keeps as many lines in all as any other.
            try (PreparedStatement insert = connection.prepareStatement("""
                    insert into job_log (job_id, attempt, line, logged_at, level, message)
                    select ?, ?, cast(? as integer) + b.before, ?, ?, ?
                    from (select coalesce(max(lines), 0) as before from snooze where job_id = ? and attempt = ?) b
                    where cast(? as integer) + b.before <= ? on conflict do nothing""")) {
                for (Line line : lines) {
                    insert.setObject(1, line.id().value());
                    insert.setInt(2, line.attempt());
                    insert.setInt(3, line.line());
                    Values.instant(insert, 4, now.minus(line.ago()));
                    insert.setString(5, line.level().name());
                    insert.setString(6, Values.fit(line.message(), 2_000));
                    insert.setObject(7, line.id().value());
                    insert.setInt(8, line.attempt());
                    insert.setInt(9, line.line());
                    insert.setInt(10, MOST_LINES);
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            return true;
        });
    }

    @Override
    public Optional<String> checkpoint(JobId id) {
        return joined.call("Reading the checkpoint of job " + id, connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("select content from checkpoint where job_id = ?")) {
                select.setObject(1, id.value());
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? Optional.of(row.getString(1)) : Optional.<String>empty();
                }
            }
        });
    }

    @Override
    public boolean checkpoint(JobId id, int attempt, String content) {
        return joined.transact(
                "Storing a checkpoint of job " + id,
                connection -> claimed(connection, id.value(), attempt) && store(connection, id, attempt, content));
    }

    private boolean claimed(Connection connection, UUID job, int attempt) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select job_ids, attempts from claim where ? = any(job_ids)")) {
            select.setObject(1, job);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    int place = Values.uuids(row, 1).indexOf(job);
                    if (place >= 0 && Values.integers(row, 2).get(place) == attempt) {
                        return true;
                    }
                }
                return false;
            }
        }
    }

    private static boolean store(Connection connection, JobId id, int attempt, String content) throws SQLException {
        Instant now = Values.now(connection);
        String text = Values.fit(content, Integer.MAX_VALUE);
        // Update, insert, update: the last finds the row that another transaction inserted in between.
        if (update(connection, id, attempt, text, now)) {
            return true;
        }
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into checkpoint (job_id, attempt, content, saved_at) values (?, ?, ?, ?)
                on conflict do nothing""")) {
            insert.setObject(1, id.value());
            insert.setInt(2, attempt);
            insert.setString(3, text);
            Values.instant(insert, 4, now);
            if (insert.executeUpdate() > 0) {
                return true;
            }
        }
        return update(connection, id, attempt, text, now);
    }

    private static boolean update(Connection connection, JobId id, int attempt, @Nullable String content, Instant now)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "update checkpoint set attempt = ?, content = ?, saved_at = ? where job_id = ? and attempt <= ?")) {
            update.setInt(1, attempt);
            update.setString(2, content);
            Values.instant(update, 3, now);
            update.setObject(4, id.value());
            update.setInt(5, attempt);
            return update.executeUpdate() > 0;
        }
    }
}
