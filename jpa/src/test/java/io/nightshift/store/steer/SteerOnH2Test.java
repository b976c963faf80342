package io.nightshift.store.steer;

import io.nightshift.store.TestDatabase;

class SteerOnH2Test extends SteerContract {

    @Override
    protected TestDatabase database() {
        return TestDatabase.h2();
    }
}
