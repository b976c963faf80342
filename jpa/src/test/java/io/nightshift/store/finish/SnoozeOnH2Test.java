package io.nightshift.store.finish;

import io.nightshift.store.TestDatabase;

class SnoozeOnH2Test extends SnoozeContract {

    @Override
    protected TestDatabase database() {
        return TestDatabase.h2();
    }
}
