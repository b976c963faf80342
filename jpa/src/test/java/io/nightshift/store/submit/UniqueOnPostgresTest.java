package io.nightshift.store.submit;

import io.nightshift.store.TestDatabase;

class UniqueOnPostgresTest extends UniqueContract {

    @Override
    protected TestDatabase database() {
        return TestDatabase.postgres();
    }
}
