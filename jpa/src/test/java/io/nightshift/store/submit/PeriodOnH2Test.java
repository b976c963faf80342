package io.nightshift.store.submit;

import io.nightshift.store.TestDatabase;

class PeriodOnH2Test extends PeriodContract {

    @Override
    protected TestDatabase database() {
        return TestDatabase.h2();
    }
}
