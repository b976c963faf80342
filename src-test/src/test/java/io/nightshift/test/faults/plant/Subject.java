package io.nightshift.test.faults.plant;

import static org.awaitility.Awaitility.await;

import io.nightshift.test.faults.cluster.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** The job that a bug is planted on. */
final class Subject {

    /** A job that waits for its time, its first attempt to come; none with a key. */
    static final String WAITING = """
            (select s.job_id from scheduled s join job j on j.id = s.job_id
             where s.queue = ? and s.attempt = 1 and j.gate is null and j.args not like '%failures%'
             limit 1 for update of s skip locked)""";

    /** A job that ended well at its first attempt; none with a key, none of a schedule. */
    static final String ENDED = """
            (select x.job_id from outcome x join job j on j.id = x.job_id
             where j.queue = ? and x.attempt = 1 and x.state = 'SUCCEEDED' and j.gate is null and j.schedule_id is null
               and j.args not like '%failures%'
             limit 1)""";

    private Subject() {}

    /** Runs a statement that answers with its job until it has found one; it takes the queue. */
    static String of(Database database, String sql, String queue) {
        return await("a job to plant a bug on")
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> first(database, sql, queue), Optional::isPresent)
                .orElseThrow();
    }

    private static Optional<String> first(Database database, String sql, String parameter) throws SQLException {
        try (Connection connection = database.connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, parameter);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }
}
