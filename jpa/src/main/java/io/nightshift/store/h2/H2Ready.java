package io.nightshift.store.h2;

import io.nightshift.store.sql.Rows;
import io.nightshift.store.sql.Sql;
import io.nightshift.store.sql.SqlFile;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** The place {@code ready}, for jobs that lay somewhere else. */
final class H2Ready {

    private static final Sql PUT = SqlFile.of(H2Ready.class).statement("put", "attempt", "job");

    private H2Ready() {}

    static void put(Connection connection, List<Back> jobs) throws SQLException {
        Rows.each(
                connection,
                PUT,
                jobs,
                (insert, back) -> insert.number("attempt", back.attempt()).uuid("job", back.job()));
    }

    /** A job that becomes ready with an attempt. */
    record Back(UUID job, int attempt) {}
}
