package io.nightshift.store.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * How long a connection of the engine waits at most, so that nobody who stands still stops it for longer than its lease.
 *
 * @param lock for a row or table that somebody else holds
 * @param statement for the whole of a statement
 * @param idle how long the database keeps what a transaction of ours has locked while it hears nothing from us
 * @param network for an answer from the other side; longer than a statement may take, so it ends only what is cut off
 */
public record Bounds(Duration lock, Duration statement, Duration idle, Duration network) {

    private static final Duration MOST_LOCK = Duration.ofSeconds(5);
    private static final Duration MOST_IDLE = Duration.ofSeconds(10);
    private static final Duration MOST_STATEMENT = Duration.ofSeconds(30);
    private static final Duration LEAST_WORK = Duration.ofSeconds(10);

    /** For a node with this lease: each wait is shorter than it, so that one of them alone never costs the lease. */
    public static Bounds within(Duration lease) {
        return new Bounds(
                shorter(lease.dividedBy(6), MOST_LOCK),
                shorter(lease.multipliedBy(2).dividedBy(3), MOST_STATEMENT),
                shorter(lease.dividedBy(2), MOST_IDLE),
                shorter(lease.multipliedBy(4).dividedBy(5), MOST_STATEMENT.multipliedBy(2)));
    }

    /**
     * The same for work that does not keep the lease: ten thousand jobs of one call are one statement, and a node with a very
     * short lease stores them too.
     */
    public Bounds forWork() {
        return new Bounds(lock, longer(statement, LEAST_WORK), idle, longer(network, LEAST_WORK.multipliedBy(2)));
    }

    /** Sets them on a connection that is in no transaction; they stay until it is closed. */
    void set(Connection connection, Dialect dialect) throws SQLException {
        // No round trip, and no executor is needed: the driver only notes the number.
        connection.setNetworkTimeout(Runnable::run, Math.toIntExact(network.toMillis()));
        try (Statement set = connection.createStatement()) {
            set.execute(
                    switch (dialect) {
                        // Nobody freezes in its process alone, and of several tries each waits so long.
                        case H2 -> "set lock_timeout " + idle.toMillis();
                        // The last one is the server's: it closes a connection whose other side acknowledges nothing.
                        case POSTGRESQL ->
                            "set lock_timeout = " + lock.toMillis() + "; set statement_timeout = "
                                    + statement.toMillis() + "; set idle_in_transaction_session_timeout = "
                                    + idle.toMillis() + "; set tcp_user_timeout = " + network.toMillis();
                    });
        }
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
