package io.nightshift.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.nightshift.store.TestDatabase;
import io.nightshift.store.port.StoreException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the engine makes of connections that were cut, and of others who stand still with what it wants. */
class ConnectionsTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final int POOLED = 4;

    private final TestDatabase postgres = TestDatabase.postgres();
    private final AtomicLong nanos = new AtomicLong();
    private final KeepingPool pool = new KeepingPool(
            (String) java.util.Objects.requireNonNull(
                    postgres.rows("select 'jdbc:postgresql://localhost:' || inet_server_port() || '/postgres'")
                            .get(0)
                            .get(0)),
            "postgres",
            "postgres");
    private final Connections connections = new Connections(pool.source(), nanos::get);
    private final OwnTransactor own = new OwnTransactor(connections);

    @BeforeEach
    void table() {
        postgres.execute("create table if not exists frozen (id int primary key, value int)");
        postgres.execute("delete from frozen");
        postgres.execute("insert into frozen values (1, 0)");
    }

    @AfterEach
    void close() throws SQLException {
        pool.closeAll();
        postgres.execute("drop table frozen");
    }

    @Test
    void givesOutNoneThatWasCutWhileItRested() throws SQLException {
        cut(fill());
        nanos.addAndGet(Duration.ofSeconds(2).toNanos());

        for (int i = 0; i < POOLED; i++) {
            assertThat(touch()).isEqualTo(1);
        }
    }

    @Test
    void asksTheOthersOnceOneBroke() throws SQLException {
        cut(fill());

        assertThatThrownBy(this::touch)
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.passing()).isTrue());

        for (int i = 0; i < POOLED; i++) {
            assertThat(touch()).isEqualTo(1);
        }
    }

    @Test
    void asksNothingOfOneInSteadyUse() throws SQLException {
        List<Integer> backends = fill();

        // What ends between two uses in steady use shows at the next one: that is the price of not asking.
        cut(backends);

        assertThatThrownBy(this::touch).isInstanceOf(StoreException.class);
    }

    @Test
    void waitsForALockNoLongerThanItsBound() throws SQLException {
        connections.bound(new Bounds(Duration.ofMillis(100), LONG, LONG, LONG), Dialect.POSTGRESQL);

        try (Connection other = postgres.source().getConnection()) {
            other.setAutoCommit(false);
            lock(other);

            assertThatThrownBy(this::touch).isInstanceOfSatisfying(StoreException.class, e -> {
                assertThat(e.passing()).isTrue();
                assertThat(e).hasMessageContaining("lock timeout");
            });
            other.rollback();
            other.setAutoCommit(true);
        }

        assertThat(touch()).isEqualTo(1);
    }

    /** As a node that was frozen in the middle of a transaction. */
    @Test
    void losesItsLocksWhenItStandsStillInATransaction() throws SQLException {
        connections.bound(new Bounds(LONG, LONG, Duration.ofMillis(100), LONG), Dialect.POSTGRESQL);

        try (Connection frozen = connections.take()) {
            frozen.setAutoCommit(false);
            lock(frozen);

            assertThat(postgres.execute("update frozen set value = 2 where id = 1"))
                    .isEqualTo(1);
            assertThatThrownBy(frozen::commit)
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            e -> assertThat(StoreException.lost(e)).isTrue());
        }

        nanos.addAndGet(Duration.ofSeconds(2).toNanos());
        assertThat(touch()).isEqualTo(1);
    }

    @Test
    void endsAStatementAtItsBound() {
        connections.bound(new Bounds(LONG, Duration.ofMillis(100), LONG, LONG), Dialect.POSTGRESQL);

        assertThatThrownBy(() -> own.call("Sleeping", connection -> execute(connection, "select pg_sleep(60)")))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.passing()).isTrue());
    }

    @Test
    void everyBoundIsShorterThanTheLease() {
        for (Duration lease : List.of(Duration.ofSeconds(3), Duration.ofSeconds(30), Duration.ofHours(1))) {
            Bounds bounds = Bounds.within(lease);

            assertThat(List.of(bounds.lock(), bounds.statement(), bounds.idle(), bounds.network()))
                    .allSatisfy(bound -> assertThat(bound).isLessThan(lease));
            assertThat(bounds.forWork().lock()).isLessThan(lease);
            assertThat(bounds.forWork().idle()).isLessThan(lease);
            assertThat(bounds.lock()).isLessThan(bounds.statement());
            assertThat(bounds.statement()).isLessThan(bounds.network());
        }
    }

    @Test
    void tellsTheFirstFailureAndNotThatOfItsRollback() throws SQLException {
        int backend = fill().get(0);

        assertThatThrownBy(() -> own.transact("Failing", connection -> {
                    cut(List.of(backend(connection)));
                    throw new SQLException("the cause", "57P01");
                }))
                .hasMessageContaining("the cause");
        assertThat(backend).isPositive();
    }

    /** As many physical connections lie in the pool after that, all of them used at this moment. */
    private List<Integer> fill() throws SQLException {
        List<Connection> taken = new ArrayList<>();
        List<Integer> backends = new ArrayList<>();
        for (int i = 0; i < POOLED; i++) {
            Connection connection = connections.take();
            taken.add(connection);
            backends.add(backend(connection));
        }
        for (Connection one : taken) {
            one.close();
        }
        // Time goes on, or all would count as used at the moment when the first one broke.
        nanos.incrementAndGet();
        return backends;
    }

    private void cut(List<Integer> backends) {
        backends.forEach(backend -> postgres.rows("select pg_terminate_backend(?)", backend));
        await().until(() -> backends.stream()
                .allMatch(backend ->
                        postgres.number("select count(*) from pg_stat_activity where pid = ?", backend) == 0));
    }

    private int touch() {
        nanos.incrementAndGet();
        return own.transact("Touching", connection -> {
            try (Statement update = connection.createStatement()) {
                return update.executeUpdate("update frozen set value = value + 1 where id = 1");
            }
        });
    }

    private static void lock(Connection connection) throws SQLException {
        execute(connection, "select * from frozen where id = 1 for update");
    }

    private static boolean execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.execute(sql);
        }
    }

    private static int backend(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
            row.next();
            return row.getInt(1);
        }
    }
}
