package io.nightshift.test.faults.cluster;

import static org.awaitility.Awaitility.await;

import io.nightshift.test.faults.check.Accepted;
import io.nightshift.test.faults.check.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.awaitility.core.ConditionTimeoutException;

/** Reads the tables of one queue, beside the product. */
public final class Snapshot {

    private final Database database;
    private final String queue;

    public Snapshot(Database database, String queue) {
        this.database = database;
        this.queue = queue;
    }

    /**
     * Waits until all that was accepted is stored and has ended, but no longer than this: the rows tell then. A message may
     * lie in its broker for as long as the delay of its next delivery has become, a minute at most.
     */
    public Rows settled(List<Accepted> accepted, Duration atMost, boolean countersExact) throws SQLException {
        try {
            await().atMost(atMost).pollInterval(Duration.ofMillis(250)).until(() -> isOver(accepted));
            if (countersExact) {
                // Counters are written every few seconds.
                await().atMost(Duration.ofSeconds(15)).until(() -> {
                    Rows rows = read();
                    return rows.counted()
                            == rows.outcomes().stream()
                                    .filter(outcome -> outcome.state().equals("SUCCEEDED"))
                                    .count();
                });
            }
        } catch (ConditionTimeoutException e) {
            // What is missing stands in the rows.
            return read();
        }
        return read();
    }

    private boolean isOver(List<Accepted> accepted) throws SQLException {
        Rows rows = read();
        Set<String> known = new HashSet<>(rows.rejects());
        rows.jobs().stream().map(Rows.Job::key).filter(Objects::nonNull).forEach(known::add);
        return rows.jobs().size() == rows.outcomes().size()
                && accepted.stream().map(Accepted::key).allMatch(known::contains);
    }

    /** All tables as of one moment. */
    private Rows read() throws SQLException {
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            Rows rows = new Tables(connection, queue).read();
            connection.rollback();
            return rows;
        }
    }
}
