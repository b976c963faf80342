package io.nightshift.store.finish;

import io.nightshift.store.TestDatabase;

class SnoozeOnPostgresTest extends SnoozeContract {

    @Override
    protected TestDatabase database() {
        return TestDatabase.postgres();
    }
}
