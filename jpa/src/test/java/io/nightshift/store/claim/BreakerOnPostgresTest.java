package io.nightshift.store.claim;

import io.nightshift.store.TestDatabase;

class BreakerOnPostgresTest extends BreakerContract {

    @Override
    protected TestDatabase database() {
        return TestDatabase.postgres();
    }
}
