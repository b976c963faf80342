package io.nightshift.bench.peer;

import com.zaxxer.hikari.HikariDataSource;
import io.nightshift.bench.course.Course;
import io.nightshift.bench.course.Figure;
import io.nightshift.bench.course.Measure;
import io.nightshift.bench.course.Subject;
import io.nightshift.bench.database.Postgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** A system that is a library: it lives in the bench's own JVM. */
abstract class Embedded implements Peer, Subject {

    private static final long WARM_UP_SECONDS = 20;

    private final String name;
    private final Postgres postgres;
    private final int connections;
    private @Nullable HikariDataSource database;
    private @Nullable ExecutorService threads;

    Embedded(String name, Postgres postgres, int connections) {
        this.name = name;
        this.postgres = postgres;
        this.connections = connections;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public Set<Measure> measures() {
        return Measure.shared();
    }

    @Override
    public final void start(boolean quick) throws Exception {
        postgres.recreate(name);
        HikariDataSource pool = postgres.pool(name, connections);
        database = pool;
        threads = Executors.newCachedThreadPool();
        open(pool);
        course().warmUp(quick ? 0 : WARM_UP_SECONDS, most(Measure.DRAIN));
    }

    @Override
    public final List<Figure> measure(Measure measure, int jobs) throws Exception {
        return List.of(course().measure(measure, jobs));
    }

    @Override
    public final void close() throws Exception {
        if (threads != null) {
            threads.shutdownNow();
        }
        stopWorkers();
        shut();
        if (database != null) {
            database.close();
        }
    }

    /** Makes its tables and whatever submits jobs. */
    abstract void open(HikariDataSource database) throws Exception;

    /** Gives back what {@link #open} took. */
    void shut() throws Exception {
        // Most hold nothing but connections.
    }

    /** Statistics, which autovacuum would have gathered within a minute. */
    @Override
    public void settle() throws SQLException {
        execute("analyze");
    }

    final void truncate(String tables) throws SQLException {
        execute("truncate " + tables);
        execute("checkpoint");
    }

    final void execute(String sql) throws SQLException {
        try (Connection connection = opened(database).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Runs a script that lies in a library's jar or beside this class. */
    final void executeScript(Class<?> beside, String resource) throws SQLException, IOException {
        try (InputStream script = beside.getResourceAsStream(resource)) {
            if (script == null) {
                throw new IOException(resource + " is not where " + name + " had it");
            }
            execute(new String(script.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** Fails unless a query counts so many. */
    final void requireCount(String query, int expected) throws SQLException {
        try (Connection connection = opened(database).getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            if (row.getLong(1) != expected) {
                throw new IllegalStateException(
                        name + " should have " + expected + " succeeded jobs, has " + row.getLong(1));
            }
        }
    }

    /** Whether a query has no row. */
    final boolean isEmpty(String query) throws SQLException {
        try (Connection connection = opened(database).getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return !row.next();
        }
    }

    static <T> T opened(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("It was not started");
        }
        return part;
    }

    private Course course() {
        return new Course(this, opened(threads));
    }
}
