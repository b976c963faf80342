package io.nightshift.store.job;

import io.nightshift.store.TestDatabase;

class RunOnPostgresTest extends RunContract {

    @Override
    TestDatabase database() {
        return TestDatabase.postgres();
    }
}
