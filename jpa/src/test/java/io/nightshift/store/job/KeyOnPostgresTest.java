package io.nightshift.store.job;

import io.nightshift.store.TestDatabase;

class KeyOnPostgresTest extends KeyContract {

    @Override
    TestDatabase database() {
        return TestDatabase.postgres();
    }
}
