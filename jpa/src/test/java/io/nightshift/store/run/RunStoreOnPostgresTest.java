package io.nightshift.store.run;

import io.nightshift.store.TestDatabase;

class RunStoreOnPostgresTest extends RunStoreContract {

    @Override
    protected TestDatabase database() {
        return TestDatabase.postgres();
    }
}
