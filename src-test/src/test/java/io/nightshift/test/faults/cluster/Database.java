package io.nightshift.test.faults.cluster;

import io.nightshift.test.server.Place;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A PostgreSQL that keeps what it says it keeps, and that can be stopped and started on its data. */
public final class Database implements AutoCloseable {

    private final Path folder;
    private EmbeddedPostgres postgres;

    Database(String name) {
        try {
            folder = Files.createDirectories(Place.target("postgres")).resolve(name + "-" + System.nanoTime());
            postgres = start(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return postgres.getPort();
    }

    /** A connection beside all wires. */
    public Connection connect() throws SQLException {
        return postgres.getPostgresDatabase().getConnection();
    }

    public void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Ends it in good order: every connection is ended, everything is written. */
    public void stop() {
        close();
    }

    /** SIGQUIT to the postmaster: nothing more is written, and the next start recovers from the log. */
    public void crash() throws IOException, InterruptedException {
        String pid = Files.readAllLines(folder.resolve("postmaster.pid")).get(0).strip();
        Signal.QUIT.send(Long.parseLong(pid));
        ProcessHandle.of(Long.parseLong(pid))
                .ifPresent(process -> process.onExit().join());
        close();
    }

    /** Starts it again on its data, at the same port. */
    public void start() {
        try {
            postgres = start(postgres.getPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private EmbeddedPostgres start(int port) throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(Place.target("postgres").toFile())
                .setDataDirectory(folder)
                .setCleanDataDirectory(false)
                // Off in the library, for speed: a crash would lose what was acknowledged.
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on");
        return (port == 0 ? builder : builder.setPort(port)).start();
    }

    @Override
    public void close() {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
