package io.nightshift.store.h2;

import io.nightshift.api.job.JobId;
import io.nightshift.store.finish.Release;
import io.nightshift.store.sql.Rows;
import io.nightshift.store.sql.Sql;
import io.nightshift.store.sql.SqlFile;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Locks the claim, then a batch per table; needs a transaction around it. */
final class H2Release implements Release {

    private static final SqlFile FILE = SqlFile.of(H2Release.class);
    private static final Sql EXPIRY = FILE.statement("expiry", "job");
    private static final Sql CANCEL = FILE.statement("cancel", "job", "attempt");

    @Override
    public int release(Connection connection, UUID incarnation, UUID claim, @Nullable Collection<JobId> jobs)
            throws SQLException {
        H2Held held = H2Held.lock(connection, claim, incarnation);
        if (held == null) {
            return 0;
        }
        List<H2Ready.Back> ready = new ArrayList<>();
        List<H2Ready.Back> cancelled = new ArrayList<>();
        List<UUID> wanted =
                jobs == null ? held.jobs() : jobs.stream().map(JobId::value).toList();
        for (UUID job : wanted) {
            Integer attempt = held.take(job);
            if (attempt != null) {
                (held.cancels(job) ? cancelled : ready).add(new H2Ready.Back(job, attempt));
            }
        }
        held.write(connection);
        H2Ready.put(connection, ready);
        Rows.each(
                connection,
                EXPIRY,
                ready.stream().filter(back -> back.attempt() == 1).toList(),
                (insert, back) -> insert.uuid("job", back.job()));
        Rows.each(
                connection,
                CANCEL,
                cancelled,
                (insert, back) -> insert.uuid("job", back.job()).number("attempt", back.attempt()));
        return ready.size() + cancelled.size();
    }
}
