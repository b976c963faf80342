package io.nightshift.store.read;

import io.nightshift.store.TestDatabase;

class OutcomesOnPostgresTest extends OutcomesContract {

    @Override
    protected TestDatabase database() {
        return TestDatabase.postgres();
    }
}
