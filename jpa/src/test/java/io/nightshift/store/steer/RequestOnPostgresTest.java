package io.nightshift.store.steer;

import io.nightshift.store.TestDatabase;

class RequestOnPostgresTest extends RequestContract {

    @Override
    protected TestDatabase database() {
        return TestDatabase.postgres();
    }
}
