package io.nightshift.store.h2;

import io.nightshift.store.sql.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** The place {@code ready}, for jobs that lay somewhere else. */
final class H2Ready {

    private H2Ready() {}

    static void put(Connection connection, List<Back> jobs) throws SQLException {
        Rows.each(connection, """
                insert into ready (queue, tenant, priority, job_id, attempt, type)
                select queue, coalesce(tenant, ''), priority, id, ?, type from job where id = ?""", jobs, (insert, back) -> {
            insert.setInt(1, back.attempt());
            insert.setObject(2, back.job());
        });
    }

    /** A job that becomes ready with an attempt. */
    record Back(UUID job, int attempt) {}
}
