package io.nightshift.store.type;

import io.nightshift.api.job.JobId;
import io.nightshift.store.queue.LimitColumns;
import io.nightshift.store.queue.Limits;
import io.nightshift.store.sql.Sql;
import io.nightshift.store.sql.SqlFile;
import io.nightshift.store.sql.Transactor;
import io.nightshift.store.sql.Values;
import io.nightshift.store.type.Breaker.Rule;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The same plain statements on every database. */
public final class JdbcTypeStore implements TypeStore {

    private static final int TRIES = 5;

    private static final SqlFile FILE = SqlFile.of(JdbcTypeStore.class);
    private static final Sql ALL = FILE.statement("all");
    private static final Sql MAKE = FILE.statement("make", "type");
    private static final Sql LOCK = FILE.statement("lock", "type");
    private static final Sql TIDY = FILE.statement("tidy", "type");
    private static final Sql PAUSE = FILE.statement("pause", "who", "reason", "type");
    private static final Sql RESUME = FILE.statement("resume", "type");
    private static final Sql LIMITS = FILE.statement("limits", "most", "count", "period", "type");

    private final Transactor transactor;

    /** Uses a database. */
    public JdbcTypeStore(Transactor transactor) {
        this.transactor = transactor;
    }

    @Override
    public List<Setting> all() {
        return transactor.call(
                "Reading the settings of job types",
                connection -> ALL.list(
                        connection,
                        Sql.Setter.NOTHING,
                        row -> new Setting(
                                row.getString(1),
                                row.getString(2),
                                Values.instant(row, 3),
                                row.getString(4),
                                LimitColumns.limits(row, 5),
                                LimitColumns.window(row, 5),
                                BreakerColumns.read(row, 10))));
    }

    @Override
    public boolean pause(String type, String by, @Nullable String reason) {
        return transactor.transact("Pausing job type " + type, connection -> {
            ensure(connection, type);
            return PAUSE.update(
                            connection,
                            update -> update.text("who", Values.fit(by, 200))
                                    .text("reason", Values.fit(reason, 500))
                                    .text("type", type))
                    > 0;
        });
    }

    @Override
    public boolean resume(String type) {
        return transactor.transact("Resuming job type " + type, connection -> {
            boolean changed = RESUME.update(connection, update -> update.text("type", type)) > 0;
            tidy(connection, type);
            return changed;
        });
    }

    @Override
    public void limits(String type, Limits limits) {
        transactor.transact("Setting the limits of job type " + type, connection -> {
            ensure(connection, type);
            LIMITS.update(connection, update -> {
                LimitColumns.bind(update, limits);
                update.text("type", type);
            });
            tidy(connection, type);
            return true;
        });
    }

    @Override
    public void breaker(String type, @Nullable Rule rule) {
        transactor.transact("Setting the breaker of job type " + type, connection -> {
            ensure(connection, type);
            BreakerMoves.rule(connection, type, rule);
            tidy(connection, type);
            return true;
        });
    }

    @Override
    public boolean trip(String type, String node, String reason) {
        return move(type, connection -> BreakerMoves.move(connection, BreakerMoves.TRIP, type, node, reason));
    }

    @Override
    public boolean open(String type, String by, @Nullable String reason) {
        return move(type, connection -> BreakerMoves.move(connection, BreakerMoves.OPEN, type, by, reason));
    }

    @Override
    public boolean close(String type, String by, @Nullable String reason) {
        return move(type, connection -> BreakerMoves.move(connection, BreakerMoves.CLOSE, type, by, reason));
    }

    @Override
    public boolean probed(String type, JobId probe, boolean success, String node, String reason) {
        return move(type, connection -> BreakerMoves.probed(connection, type, probe, success, node, reason));
    }

    private boolean move(String type, Transactor.Work<Boolean> work) {
        return transactor.call("Moving the breaker of job type " + type, work);
    }

    /** Makes the row and locks it: another one may be tidying it away at this moment. */
    private static void ensure(Connection connection, String type) throws SQLException {
        for (int tried = 0; tried < TRIES; tried++) {
            MAKE.update(connection, insert -> insert.text("type", type));
            if (LOCK.first(connection, select -> select.text("type", type), row -> true) != null) {
                return;
            }
        }
        throw new SQLException("The settings of type " + type + " were removed " + TRIES + " times", "40001");
    }

    private static void tidy(Connection connection, String type) throws SQLException {
        TIDY.update(connection, delete -> delete.text("type", type));
    }
}
