package io.nightshift.store.key;

import io.nightshift.store.TestDatabase;

class KeyOnPostgresTest extends KeyContract {

    @Override
    protected TestDatabase database() {
        return TestDatabase.postgres();
    }
}
