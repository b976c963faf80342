package io.nightshift.store.duty;

import io.nightshift.store.TestDatabase;

class RescueOnPostgresTest extends RescueContract {

    @Override
    protected TestDatabase database() {
        return TestDatabase.postgres();
    }
}
