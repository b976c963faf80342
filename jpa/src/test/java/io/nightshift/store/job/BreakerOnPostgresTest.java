package io.nightshift.store.job;

import io.nightshift.store.TestDatabase;

class BreakerOnPostgresTest extends BreakerContract {

    @Override
    TestDatabase database() {
        return TestDatabase.postgres();
    }
}
