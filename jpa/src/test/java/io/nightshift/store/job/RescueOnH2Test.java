package io.nightshift.store.job;

import io.nightshift.store.TestDatabase;

class RescueOnH2Test extends RescueContract {

    @Override
    TestDatabase database() {
        return TestDatabase.h2();
    }
}
