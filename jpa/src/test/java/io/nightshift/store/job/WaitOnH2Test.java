package io.nightshift.store.job;

import io.nightshift.store.TestDatabase;

class WaitOnH2Test extends WaitContract {

    @Override
    TestDatabase database() {
        return TestDatabase.h2();
    }
}
