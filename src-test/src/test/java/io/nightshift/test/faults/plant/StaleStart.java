package io.nightshift.test.faults.plant;

import io.nightshift.test.faults.check.Violation.Promise;
import io.nightshift.test.faults.cluster.Database;

/** The first attempt of a job starts after its second. */
final class StaleStart implements Plant {

    @Override
    public String what() {
        return "an attempt starts after a later one has started";
    }

    @Override
    public Promise broken() {
        return Promise.NO_START_AFTER_A_FENCE;
    }

    @Override
    public String plant(Database database, String queue) {
        String job = Subject.of(
                database,
                "update scheduled set attempt = 2 where job_id = " + Subject.WAITING + " returning job_id::text",
                queue);
        return Subject.of(database, Again.sql("?::uuid", 1), job);
    }
}
