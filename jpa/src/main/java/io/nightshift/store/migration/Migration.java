package io.nightshift.store.migration;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Runs the scripts of {@code db/migration} that a database has not seen yet. Several nodes may do so at once. */
public final class Migration {

    /** A script may take as long as it needs, also on a connection that an engine has used before. */
    private static final String UNHURRIED =
            "set lock_timeout = 0; set statement_timeout = 0; set idle_in_transaction_session_timeout = 0";

    private final DataSource dataSource;

    /**
     * Prepares a migration.
     *
     * @param dataSource whose connections take part in no transaction of a caller
     */
    public Migration(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * Migrates; does nothing if the tables are up to date.
     *
     * @throws IllegalStateException if the database is of a kind that is not supported
     * @throws org.flywaydb.core.api.FlywayException if a script fails, or one that ran was changed since
     */
    public void run() {
        String vendor = vendor();
        Flyway.configure(Migration.class.getClassLoader())
                .dataSource(dataSource)
                .locations("classpath:db/migration/common", "classpath:db/migration/" + vendor)
                .initSql(vendor.equals("h2") ? null : UNHURRIED)
                // The schema may hold tables of others.
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate();
    }

    private String vendor() {
        try (Connection connection = dataSource.getConnection()) {
            String product = connection.getMetaData().getDatabaseProductName();
            return switch (product) {
                case "H2", "PostgreSQL" -> product.toLowerCase(Locale.ROOT);
                default ->
                    throw new IllegalStateException("Nightshift stores its jobs in PostgreSQL or H2, not in " + product
                            + ": check NIGHTSHIFT_DB_URL");
            };
        } catch (SQLException e) {
            throw new IllegalStateException("The database cannot be reached to prepare its tables", e);
        }
    }
}
