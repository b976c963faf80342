package io.nightshift.store.job;

import io.nightshift.store.TestDatabase;

class SnoozeOnPostgresTest extends SnoozeContract {

    @Override
    TestDatabase database() {
        return TestDatabase.postgres();
    }
}
