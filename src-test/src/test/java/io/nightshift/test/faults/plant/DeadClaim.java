package io.nightshift.test.faults.plant;

import io.nightshift.test.faults.check.Violation.Promise;
import io.nightshift.test.faults.cluster.Database;
import java.sql.SQLException;

/** A node that is gone holds a claim, and nobody rescues it: its lease never ends. */
final class DeadClaim implements Plant {

    @Override
    public String what() {
        return "the claim of a dead node is never rescued";
    }

    @Override
    public Promise broken() {
        return Promise.NOTHING_STUCK;
    }

    @Override
    public String plant(Database database, String queue) throws SQLException {
        database.execute("""
                insert into node (incarnation, name, version, slots, running, types, started_at, heartbeat_at, lease_until)
                values ('00000000-0000-7000-8000-000000000000', 'planted', '0', 1, 1, array['test.effect']::varchar[],
                  now() - interval '2 hours', now() - interval '1 hour', now() + interval '1 day')""");
        return Subject.of(
                database,
                "with s as (delete from scheduled where job_id = " + Subject.WAITING
                        + " returning job_id, queue, attempt)"
                        + " insert into claim (id, incarnation, queue, job_ids, attempts, taken_at)"
                        + " select job_id, '00000000-0000-7000-8000-000000000000', queue, array[job_id],"
                        + " array[attempt], now() from s returning id::text",
                queue);
    }

    @Override
    public void clear(Database database) throws SQLException {
        database.execute("delete from node where name = 'planted'");
    }
}
