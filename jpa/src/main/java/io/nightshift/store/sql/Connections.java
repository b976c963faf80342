package io.nightshift.store.sql;

import io.nightshift.store.port.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Takes connections from a pool: such as answer, and whose waits have {@link Bounds}. Safe for concurrent use.
 *
 * <p>Each physical connection gets its bounds once. It is asked whether it still answers if it has rested, or if another one
 * broke since it was used; one in steady use costs no round trip, which would be a third of a small step.
 */
public final class Connections {

    private static final long RESTED_NANOS = Duration.ofSeconds(1).toNanos();
    /** To answer whether it is alive, which costs the database nothing. */
    private static final int ALIVE_SECONDS = 2;
    /** As many dead ones may lie in a pool after a cut; each that is found leaves it. */
    private static final int TRIES = 100;

    private final DataSource source;
    private final LongSupplier stopwatch;
    private final Map<Connection, Known> known = Collections.synchronizedMap(new WeakHashMap<>());
    private volatile @Nullable Wanted wanted;
    private volatile long brokeAt;

    private record Wanted(Bounds bounds, Dialect dialect) {}

    private record Known(@Nullable Wanted bounds, long usedAt) {}

    /**
     * Takes them from here, without bounds until they are set.
     *
     * @param stopwatch in nanoseconds, such as {@link System#nanoTime()}
     */
    public Connections(DataSource source, LongSupplier stopwatch) {
        this.source = source;
        this.stopwatch = stopwatch;
        this.brokeAt = stopwatch.getAsLong();
    }

    /** Sets bounds for whatever is taken from now on. */
    public Connections bound(Bounds bounds, Dialect dialect) {
        wanted = new Wanted(bounds, dialect);
        return this;
    }

    /** One that answers; the caller closes it. */
    Connection take() throws SQLException {
        for (int tried = 1; ; tried++) {
            Connection connection = source.getConnection();
            boolean good = false;
            try {
                good = prepared(connection);
                if (good) {
                    return connection;
                }
                // It stays in the pool unless the pool sees an error of its own.
                provoke(connection);
            } catch (SQLException e) {
                if (tried == TRIES || !StoreException.lost(e)) {
                    throw e;
                }
                broke();
            } finally {
                if (!good) {
                    connection.close();
                }
            }
        }
    }

    /** One has broken in use: those that lie in the pool since then are asked before they are used again. */
    void broke() {
        brokeAt = stopwatch.getAsLong();
    }

    private boolean prepared(Connection connection) throws SQLException {
        // The pool hands out a new wrapper each time; the driver's own connection is what lies behind its metadata.
        Connection physical = connection.getMetaData().getConnection();
        Wanted now = wanted;
        long at = stopwatch.getAsLong();
        Known before = known.get(physical);
        if (before != null && before.bounds() == now) {
            boolean rested = at - before.usedAt() > RESTED_NANOS;
            if ((rested || before.usedAt() - brokeAt < 0) && !connection.isValid(ALIVE_SECONDS)) {
                return false;
            }
        } else if (now != null) {
            now.bounds().set(connection, now.dialect());
        }
        known.put(physical, new Known(now, at));
        return true;
    }

    private static void provoke(Connection dead) throws SQLException {
        try (Statement ask = dead.createStatement()) {
            ask.execute("select 1");
        }
    }
}
