package io.nightshift.test.faults.plant;

import io.nightshift.test.faults.check.Violation.Promise;
import io.nightshift.test.faults.cluster.Database;

/** An accepted job is gone, and nothing remembers it. */
final class LostJob implements Plant {

    @Override
    public String what() {
        return "an accepted job is deleted before it runs";
    }

    @Override
    public Promise broken() {
        return Promise.NOTHING_LOST;
    }

    @Override
    public String plant(Database database, String queue) {
        return Subject.of(
                database,
                "with s as (delete from scheduled where job_id = " + Subject.WAITING + " returning job_id),"
                        + " i as (delete from idempotency using s where idempotency.job_id = s.job_id)"
                        + " delete from job using s where job.id = s.job_id returning job.idempotency_key",
                queue);
    }
}
