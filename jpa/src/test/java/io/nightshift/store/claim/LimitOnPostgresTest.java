package io.nightshift.store.claim;

import io.nightshift.store.TestDatabase;

class LimitOnPostgresTest extends LimitContract {

    @Override
    protected TestDatabase database() {
        return TestDatabase.postgres();
    }
}
