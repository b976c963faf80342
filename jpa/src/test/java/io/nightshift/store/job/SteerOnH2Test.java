package io.nightshift.store.job;

import io.nightshift.store.TestDatabase;

class SteerOnH2Test extends SteerContract {

    @Override
    TestDatabase database() {
        return TestDatabase.h2();
    }
}
