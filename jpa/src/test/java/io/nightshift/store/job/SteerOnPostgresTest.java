package io.nightshift.store.job;

import io.nightshift.store.TestDatabase;

class SteerOnPostgresTest extends SteerContract {

    @Override
    TestDatabase database() {
        return TestDatabase.postgres();
    }
}
