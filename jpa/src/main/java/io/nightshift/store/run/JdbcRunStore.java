package io.nightshift.store.run;

import io.nightshift.api.job.JobId;
import io.nightshift.store.port.RunStore;
import io.nightshift.store.sql.Bound;
import io.nightshift.store.sql.Rows;
import io.nightshift.store.sql.Sql;
import io.nightshift.store.sql.SqlFile;
import io.nightshift.store.sql.Transactor;
import io.nightshift.store.sql.Values;
import java.sql.Connection;
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

    private static final SqlFile FILE = SqlFile.of(JdbcRunStore.class);
    private static final Sql LOG =
            FILE.statement("log", "job", "attempt", "line", "logged", "level", "message", "most");
    private static final Sql CHECKPOINT = FILE.statement("checkpoint", "job");
    private static final Sql CLAIMS = FILE.statement("claims", "job");
    private static final Sql INSERT_CHECKPOINT =
            FILE.statement("insert-checkpoint", "job", "attempt", "content", "now");
    private static final Sql UPDATE_CHECKPOINT =
            FILE.statement("update-checkpoint", "attempt", "content", "now", "job");

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
            Rows.batch(
                    connection,
                    LOG,
                    lines,
                    (insert, line) -> insert.uuid("job", line.id().value())
                            .number("attempt", line.attempt())
                            .number("line", line.line())
                            .instant("logged", now.minus(line.ago()))
                            .text("level", line.level().name())
                            .text("message", Values.fit(line.message(), 2_000))
                            .number("most", MOST_LINES));
            return true;
        });
    }

    @Override
    public Optional<String> checkpoint(JobId id) {
        return joined.call(
                "Reading the checkpoint of job " + id,
                connection -> Optional.ofNullable(CHECKPOINT.first(
                        connection, select -> select.uuid("job", id.value()), row -> row.getString(1))));
    }

    @Override
    public boolean checkpoint(JobId id, int attempt, String content) {
        return joined.transact(
                "Storing a checkpoint of job " + id,
                connection -> claimed(connection, id.value(), attempt) && store(connection, id, attempt, content));
    }

    private boolean claimed(Connection connection, UUID job, int attempt) throws SQLException {
        try (Bound select = CLAIMS.on(connection)) {
            select.uuid("job", job);
            try (ResultSet row = select.query()) {
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
        int made = INSERT_CHECKPOINT.update(
                connection,
                insert -> insert.uuid("job", id.value())
                        .number("attempt", attempt)
                        .text("content", text)
                        .instant("now", now));
        return made > 0 || update(connection, id, attempt, text, now);
    }

    private static boolean update(Connection connection, JobId id, int attempt, @Nullable String content, Instant now)
            throws SQLException {
        return UPDATE_CHECKPOINT.update(
                        connection,
                        update -> update.number("attempt", attempt)
                                .text("content", content)
                                .instant("now", now)
                                .uuid("job", id.value()))
                > 0;
    }
}
