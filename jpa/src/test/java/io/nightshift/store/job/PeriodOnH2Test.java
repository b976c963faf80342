package io.nightshift.store.job;

import io.nightshift.store.TestDatabase;

class PeriodOnH2Test extends PeriodContract {

    @Override
    TestDatabase database() {
        return TestDatabase.h2();
    }
}
