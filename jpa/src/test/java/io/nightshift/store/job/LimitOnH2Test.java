package io.nightshift.store.job;

import io.nightshift.store.TestDatabase;

class LimitOnH2Test extends LimitContract {

    @Override
    TestDatabase database() {
        return TestDatabase.h2();
    }
}
