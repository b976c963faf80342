package io.nightshift.store.boot;

import io.nightshift.store.sql.Bounds;
import io.nightshift.store.sql.Connections;
import io.nightshift.store.sql.Dialect;
import io.nightshift.store.sql.OwnTransactor;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;

/** The connections of the engine's own steps, which all have bounds. A CDI bean. */
public final class EnginePools {

    /** Until the engine says how long its lease is. */
    private static final Duration USUAL_LEASE = Duration.ofSeconds(30);

    private final Connections engine;
    private final Connections life;
    private final Dialect dialect;

    EnginePools(Connections engine, Connections life, Dialect dialect) {
        this.engine = engine;
        this.life = life;
        this.dialect = dialect;
        bound(USUAL_LEASE);
    }

    /** What keeps the lease never waits as long as this from now on, and nothing waits so long for a lock. */
    public void bound(Duration lease) {
        Bounds bounds = Bounds.within(lease);
        engine.bound(bounds.forWork(), dialect);
        life.bound(bounds, dialect);
    }

    /** How many transactions the database can keep prepared at a time; without a bound of its own a very large number. */
    public int preparable() {
        if (dialect == Dialect.H2) {
            return Integer.MAX_VALUE;
        }
        return new OwnTransactor(engine).call("Asking for max_prepared_transactions", connection -> {
            try (Statement show = connection.createStatement();
                    ResultSet row = show.executeQuery("show max_prepared_transactions")) {
                row.next();
                return row.getInt(1);
            }
        });
    }

    Connections engine() {
        return engine;
    }

    Connections life() {
        return life;
    }
}
