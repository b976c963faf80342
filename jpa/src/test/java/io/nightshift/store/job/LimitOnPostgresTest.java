package io.nightshift.store.job;

import io.nightshift.store.TestDatabase;

class LimitOnPostgresTest extends LimitContract {

    @Override
    TestDatabase database() {
        return TestDatabase.postgres();
    }
}
