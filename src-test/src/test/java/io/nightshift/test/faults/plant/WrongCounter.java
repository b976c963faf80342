package io.nightshift.test.faults.plant;

import io.nightshift.test.faults.check.Violation.Promise;
import io.nightshift.test.faults.cluster.Database;

/** One attempt is counted twice. */
final class WrongCounter implements Plant {

    @Override
    public String what() {
        return "a counter is off by one";
    }

    @Override
    public Promise broken() {
        return Promise.COUNTERS_EQUAL_ROWS;
    }

    @Override
    public String plant(Database database, String queue) {
        Subject.of(database, """
                update job_stat set jobs = jobs + 1 where ctid = (
                  select ctid from job_stat where queue = ? and result = 'SUCCEEDED' limit 1 for update)
                returning queue""", queue);
        return "the counters say";
    }
}
