package io.nightshift.store;

import io.nightshift.store.boot.Databases;
import io.nightshift.store.move.Moves;
import io.nightshift.store.sql.Dialect;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGConnectionPoolDataSource;

/** A migrated database of one kind, one per JVM; tests empty it. */
public final class TestDatabase {

    private static final String NEWEST = "latest";

    private static @Nullable EmbeddedPostgres server;
    private static @Nullable TestDatabase h2;
    private static @Nullable TestDatabase postgres;

    private final JdbcConnectionPool pool;
    private final Dialect dialect;

    private TestDatabase(ConnectionPoolDataSource source, String version) {
        this.pool = JdbcConnectionPool.create(source);
        pool.setMaxConnections(30);
        this.dialect = Dialect.of(pool);
        migrate(version);
    }

    /** One of its own that stops at an older version of the schema; {@link #migrate} brings it to the newest. */
    public static TestDatabase asOf(String version, String vendor) {
        if (vendor.equals(Dialect.H2.vendor())) {
            return new TestDatabase(inMemory(), version);
        }
        postgres().execute("drop database if exists upgraded");
        postgres().execute("create database upgraded");
        return new TestDatabase(onServer("upgraded"), version);
    }

    /** Runs the migrations that are missing. */
    public void migrate() {
        migrate(NEWEST);
    }

    private void migrate(String version) {
        Flyway.configure()
                .dataSource(pool)
                .locations("classpath:db/migration/common", "classpath:db/migration/" + dialect.vendor())
                .target(version)
                .load()
                .migrate();
    }

    /** In memory, with the options of the server's data source. */
    public static synchronized TestDatabase h2() {
        if (h2 == null) {
            h2 = new TestDatabase(inMemory(), NEWEST);
        }
        return h2;
    }

    /** A real server of its own, stopped with the JVM. */
    public static synchronized TestDatabase postgres() {
        if (postgres == null) {
            try {
                server = EmbeddedPostgres.start();
                postgres = new TestDatabase(onServer("postgres"), NEWEST);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return postgres;
    }

    private static ConnectionPoolDataSource inMemory() {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;"
                + "DEFAULT_NULL_ORDERING=HIGH;LOCK_TIMEOUT=10000;DB_CLOSE_DELAY=-1");
        source.setUser("sa");
        source.setPassword("sa");
        return source;
    }

    private static ConnectionPoolDataSource onServer(String database) {
        PGConnectionPoolDataSource source = new PGConnectionPoolDataSource();
        source.setURL(Objects.requireNonNull(server, "the server").getJdbcUrl("postgres", database));
        return source;
    }

    public DataSource source() {
        return pool;
    }

    public Dialect dialect() {
        return dialect;
    }

    /** Its statements. */
    public Moves moves() {
        return Databases.moves(dialect);
    }

    /** Empties every table of ours. */
    public void empty() {
        for (List<@Nullable Object> table : rows("""
                select table_name from information_schema.tables
                where table_schema = 'public' and table_type = 'BASE TABLE' and table_name not like 'flyway%'
                and table_name <> 'app_user' and table_name <> 'app_user_role'""")) {
            execute("delete from " + table.get(0));
        }
    }

    /** Runs a statement and answers how many rows it changed. */
    public int execute(String sql, Object... parameters) {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** All rows of a query. */
    public List<List<@Nullable Object>> rows(String sql, Object... parameters) {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            List<List<@Nullable Object>> rows = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    List<@Nullable Object> values = new ArrayList<>();
                    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                        values.add(row.getObject(i));
                    }
                    rows.add(values);
                }
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** One number. */
    public long number(String sql, Object... parameters) {
        Object value = rows(sql, parameters).get(0).get(0);
        return value == null ? 0 : ((Number) value).longValue();
    }

    private static void bind(PreparedStatement statement, Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
    }
}
