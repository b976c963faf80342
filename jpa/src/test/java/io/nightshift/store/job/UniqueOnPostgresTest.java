package io.nightshift.store.job;

import io.nightshift.store.TestDatabase;

class UniqueOnPostgresTest extends UniqueContract {

    @Override
    TestDatabase database() {
        return TestDatabase.postgres();
    }
}
