package io.nightshift.store.read;

import io.nightshift.store.TestDatabase;

class WaitOnPostgresTest extends WaitContract {

    @Override
    protected TestDatabase database() {
        return TestDatabase.postgres();
    }
}
