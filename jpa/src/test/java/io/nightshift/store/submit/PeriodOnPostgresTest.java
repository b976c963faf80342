package io.nightshift.store.submit;

import io.nightshift.store.TestDatabase;

class PeriodOnPostgresTest extends PeriodContract {

    @Override
    protected TestDatabase database() {
        return TestDatabase.postgres();
    }
}
