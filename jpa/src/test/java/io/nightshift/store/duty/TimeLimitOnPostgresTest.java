package io.nightshift.store.duty;

import io.nightshift.store.TestDatabase;

class TimeLimitOnPostgresTest extends TimeLimitContract {

    @Override
    protected TestDatabase database() {
        return TestDatabase.postgres();
    }
}
