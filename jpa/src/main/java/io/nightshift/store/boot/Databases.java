package io.nightshift.store.boot;

import io.nightshift.store.h2.H2Moves;
import io.nightshift.store.id.JobIds;
import io.nightshift.store.move.Moves;
import io.nightshift.store.outbox.JdbcOutboxTable;
import io.nightshift.store.outbox.OutboxTables;
import io.nightshift.store.port.Joined;
import io.nightshift.store.port.Vital;
import io.nightshift.store.postgres.PgMoves;
import io.nightshift.store.sql.Connections;
import io.nightshift.store.sql.Dialect;
import io.nightshift.store.sql.JoinedTransactor;
import io.nightshift.store.sql.OwnTransactor;
import io.nightshift.store.sql.Transactor;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Set;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/** The three ways to the database. */
@Dependent
public class Databases {

    /** Takes part in JTA transactions. */
    public static final String JTA = "java:jboss/datasources/NightshiftDS";

    /** The same database outside JTA: for the engine's own short steps, at half the cost. */
    public static final String ENGINE = "java:jboss/datasources/NightshiftEngineDS";

    /**
     * The same once more, for what a node lives by: its heartbeat, its drain and the rescue of others. Whatever happens to the
     * other two costs no lease.
     */
    public static final String LIFE = "java:jboss/datasources/NightshiftLifeDS";

    private static final Set<String> OURS = Set.of(JTA, ENGINE, LIFE);

    /** The one place that chooses between the databases. */
    public static Moves moves(Dialect dialect) {
        return switch (dialect) {
            case H2 -> new H2Moves();
            case POSTGRESQL -> new PgMoves();
        };
    }

    @Produces
    @Singleton
    Moves ofTheDatabase() {
        Dialect dialect = Dialect.of(lookup(ENGINE));
        Statements.load(dialect);
        return moves(dialect);
    }

    @Produces
    @Singleton
    EnginePools pools() {
        DataSource engine = lookup(ENGINE);
        return new EnginePools(
                new Connections(engine, System::nanoTime),
                new Connections(lookup(LIFE), System::nanoTime),
                Dialect.of(engine));
    }

    @Produces
    @Singleton
    Transactor own(EnginePools pools) {
        return new OwnTransactor(pools.engine());
    }

    @Produces
    @Singleton
    @Vital
    Transactor vital(EnginePools pools) {
        return new OwnTransactor(pools.life());
    }

    @Produces
    @Singleton
    @Joined
    Transactor joined() {
        return new JoinedTransactor(lookup(JTA));
    }

    @Produces
    @Singleton
    JobIds ids() {
        return new JobIds(Clock.systemUTC(), new SecureRandom());
    }

    @Produces
    @Singleton
    OutboxTables outboxes() {
        return (name, inTransaction) -> new JdbcOutboxTable(name, () -> lookup(name), inTransaction);
    }

    @SuppressWarnings("BanJNDI") // the names are constants or the operator's settings, nobody's input
    private static DataSource lookup(String name) {
        try {
            return InitialContext.doLookup(name);
        } catch (NamingException e) {
            throw new IllegalStateException(
                    "There is no data source " + name
                            + (OURS.contains(name) ? "; server-config/nightshift.cli prepares a server with it" : ""),
                    e);
        }
    }
}
