package io.nightshift.store.job;

import io.nightshift.store.TestDatabase;

class TimeLimitOnPostgresTest extends TimeLimitContract {

    @Override
    TestDatabase database() {
        return TestDatabase.postgres();
    }
}
