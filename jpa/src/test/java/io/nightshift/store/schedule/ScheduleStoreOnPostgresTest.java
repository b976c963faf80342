package io.nightshift.store.schedule;

import io.nightshift.store.TestDatabase;

class ScheduleStoreOnPostgresTest extends ScheduleStoreContract {

    @Override
    TestDatabase database() {
        return TestDatabase.postgres();
    }
}
