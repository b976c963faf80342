package io.nightshift.store.duty;

import io.nightshift.store.TestDatabase;

class RescueOnH2Test extends RescueContract {

    @Override
    protected TestDatabase database() {
        return TestDatabase.h2();
    }
}
