package io.nightshift.store.boot;

import io.nightshift.store.dialect.Dialect;
import io.nightshift.store.dialect.JoinedTransactor;
import io.nightshift.store.dialect.OwnTransactor;
import io.nightshift.store.dialect.Transactor;
import io.nightshift.store.job.JobIds;
import io.nightshift.store.job.Joined;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/** The two ways to the database. */
@Dependent
public class Databases {

    /** Takes part in JTA transactions. */
    public static final String JTA = "java:jboss/datasources/NightshiftDS";

    /** The same database outside JTA: for the engine's own short steps, at half the cost. */
    public static final String ENGINE = "java:jboss/datasources/NightshiftEngineDS";

    @Produces
    @Singleton
    Dialect dialect() {
        return Dialect.of(lookup(ENGINE));
    }

    @Produces
    @Singleton
    Transactor own() {
        return new OwnTransactor(lookup(ENGINE));
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

    @SuppressWarnings("BanJNDI") // the names are the constants above, nobody's input
    private static DataSource lookup(String name) {
        try {
            return InitialContext.doLookup(name);
        } catch (NamingException e) {
            throw new IllegalStateException(
                    "There is no data source " + name + "; server-config/nightshift.cli prepares a server with it", e);
        }
    }
}
