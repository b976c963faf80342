package io.nightshift.test.faults.cluster;

import static org.awaitility.Awaitility.await;

import io.nightshift.test.server.Place;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL that keeps what it says it keeps, and that can be stopped and started on its data. */
public final class Database implements AutoCloseable {

    private static final Duration RECOVERY = Duration.ofSeconds(10);

    private final Path folder;
    private final @Nullable Disk disk;
    private EmbeddedPostgres postgres;

    Database(String name, boolean smallDisk) {
        try {
            Path own = Files.createDirectories(Place.target("postgres")).resolve(name + "-" + System.nanoTime());
            disk = smallDisk ? Disk.at(own) : null;
            folder = smallDisk ? own.resolve("data") : own;
            postgres = start(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the disk was mounted", e);
        }
    }

    /** The small one, if it has one. */
    public Optional<Disk> disk() {
        return Optional.ofNullable(disk);
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

    /** SIGQUIT to the postmaster: nothing more is written, and the next start recovers from the log. */
    public void crash() throws IOException, InterruptedException {
        String pid = Files.readAllLines(folder.resolve("postmaster.pid")).get(0).strip();
        Signal.QUIT.send(Long.parseLong(pid));
        ProcessHandle.of(Long.parseLong(pid))
                .ifPresent(process -> process.onExit().join());
        stop();
    }

    /** Starts it again on its data, at the same port. */
    public void start() {
        try {
            postgres = start(postgres.getPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it answers; starts it if it does not. */
    public void revive() {
        try {
            await("PostgreSQL recovers by itself")
                    .atMost(RECOVERY)
                    .ignoreExceptions()
                    .until(() -> {
                        execute("select 1");
                        return true;
                    });
        } catch (ConditionTimeoutException ended) {
            stop();
            start();
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

    /** Ends it in good order: every connection is ended, everything is written. */
    public void stop() {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it for good. */
    @Override
    public void close() {
        stop();
        disk().ifPresent(Disk::close);
    }
}
