package io.nightshift.test.faults.plant;

import io.nightshift.test.faults.check.Violation.Promise;
import io.nightshift.test.faults.cluster.Database;

/** A job that has ended is ready once more, with the next attempt, and nothing says why. */
final class SecondEffect implements Plant {

    @Override
    public String what() {
        return "a job that has ended runs once more";
    }

    @Override
    public Promise broken() {
        return Promise.NOTHING_TWICE;
    }

    @Override
    public String plant(Database database, String queue) {
        return Subject.of(database, Again.sql(Subject.ENDED, 2), queue);
    }
}
