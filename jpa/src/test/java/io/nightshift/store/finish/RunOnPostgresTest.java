package io.nightshift.store.finish;

import io.nightshift.store.TestDatabase;

class RunOnPostgresTest extends RunContract {

    @Override
    protected TestDatabase database() {
        return TestDatabase.postgres();
    }
}
