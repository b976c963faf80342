package io.nightshift.store.job;

import io.nightshift.store.TestDatabase;

class PeriodOnPostgresTest extends PeriodContract {

    @Override
    TestDatabase database() {
        return TestDatabase.postgres();
    }
}
