package io.nightshift.bench.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** A PostgreSQL of the bench's own, which ends with it. Each system gets a database in it. */
public final class Postgres implements AutoCloseable {

    /** Whom everybody connects as; the server listens on this machine only and asks for no password. */
    public static final String USER = "postgres";

    /** The library starts a server for tests, which may forget: these are said again, and asked after. */
    private static final Map<String, String> DURABLE =
            Map.of("fsync", "on", "synchronous_commit", "on", "full_page_writes", "on");

    private final EmbeddedPostgres server;

    private Postgres(EmbeddedPostgres server) {
        this.server = server;
    }

    /**
     * Starts it.
     *
     * @throws IllegalStateException if it would lose what it has committed
     */
    public static Postgres start(Path folder, boolean quick) throws IOException, SQLException {
        Files.createDirectories(folder);
        Map<String, String> settings = new LinkedHashMap<>(DURABLE);
        settings.put("shared_buffers", quick ? "256MB" : "1GB");
        settings.put("max_connections", "200");
        // No checkpoint that happens to fall into one system's turn: each begins after one of its own.
        settings.put("max_wal_size", "8GB");
        settings.put("checkpoint_timeout", "30min");
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(folder.toFile())
                .setPGStartupWait(Duration.ofMinutes(1));
        settings.forEach(builder::setServerConfig);
        Postgres started = new Postgres(builder.start());
        started.requireDurable();
        return started;
    }

    /** Makes a database anew, empty. */
    public void recreate(String database) throws SQLException {
        execute("drop database if exists \"" + database + "\" with (force)");
        execute("create database \"" + database + "\"");
    }

    /** Where a database is, for any JDBC program. */
    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + database + "?reWriteBatchedInserts=true";
    }

    /** Where a database is, for any program that is not on the JVM. */
    public String uri(String database) {
        return "postgres://" + USER + "@127.0.0.1:" + server.getPort() + "/" + database;
    }

    /** A pool of connections to a database. */
    public HikariDataSource pool(String database, int connections) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url(database));
        config.setUsername(USER);
        config.setMaximumPoolSize(connections);
        config.setPoolName(database);
        return new HikariDataSource(config);
    }

    /** What the server says it is. */
    public String version() throws SQLException {
        return show("server_version");
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void requireDurable() throws SQLException {
        for (Map.Entry<String, String> setting : DURABLE.entrySet()) {
            String found = show(setting.getKey());
            if (!found.equals(setting.getValue())) {
                throw new IllegalStateException("PostgreSQL runs with " + setting.getKey() + " = " + found
                        + ": what is measured so is not durable");
            }
        }
    }

    private String show(String setting) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("show " + setting)) {
            row.next();
            return row.getString(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
