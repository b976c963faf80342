package io.nightshift.store.schedule;

import io.nightshift.store.TestDatabase;

class ScheduleStoreOnH2Test extends ScheduleStoreContract {

    @Override
    TestDatabase database() {
        return TestDatabase.h2();
    }
}
