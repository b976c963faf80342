package io.nightshift.store.h2;

import io.nightshift.api.job.JobId;
import io.nightshift.store.finish.Release;
import io.nightshift.store.sql.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Locks the claim, then a batch per table; needs a transaction around it. */
final class H2Release implements Release {

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
                """
                merge into expiry (job_id, start_before, end_before, look_at) key (job_id)
                select id, start_before, end_before, least(start_before, end_before)
                from job j where id = ? and start_before is not null
                and not exists (select 1 from snooze z where z.job_id = j.id)""",
                ready.stream().filter(back -> back.attempt() == 1).toList(),
                (insert, back) -> insert.setObject(1, back.job()));
        Rows.each(
                connection,
                "insert into outcome (job_id, state, attempt, finished_at) values (?, 'CANCELLED', ?, current_timestamp)",
                cancelled,
                (insert, back) -> {
                    insert.setObject(1, back.job());
                    insert.setInt(2, back.attempt());
                });
        return ready.size() + cancelled.size();
    }
}
