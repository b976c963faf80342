package io.nightshift.store.job;

import io.nightshift.store.TestDatabase;

class SnoozeOnH2Test extends SnoozeContract {

    @Override
    TestDatabase database() {
        return TestDatabase.h2();
    }
}
