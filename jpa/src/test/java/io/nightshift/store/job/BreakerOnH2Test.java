package io.nightshift.store.job;

import io.nightshift.store.TestDatabase;

class BreakerOnH2Test extends BreakerContract {

    @Override
    TestDatabase database() {
        return TestDatabase.h2();
    }
}
