package io.nightshift.store.job;

import io.nightshift.store.TestDatabase;

class RescueOnPostgresTest extends RescueContract {

    @Override
    TestDatabase database() {
        return TestDatabase.postgres();
    }
}
