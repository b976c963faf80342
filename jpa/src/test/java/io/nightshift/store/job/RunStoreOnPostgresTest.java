package io.nightshift.store.job;

import io.nightshift.store.TestDatabase;

class RunStoreOnPostgresTest extends RunStoreContract {

    @Override
    TestDatabase database() {
        return TestDatabase.postgres();
    }
}
