package io.nightshift.store.job;

import io.nightshift.store.TestDatabase;

class WaitOnPostgresTest extends WaitContract {

    @Override
    TestDatabase database() {
        return TestDatabase.postgres();
    }
}
