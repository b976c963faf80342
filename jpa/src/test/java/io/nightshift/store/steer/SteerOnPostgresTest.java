package io.nightshift.store.steer;

import io.nightshift.store.TestDatabase;

class SteerOnPostgresTest extends SteerContract {

    @Override
    protected TestDatabase database() {
        return TestDatabase.postgres();
    }
}
