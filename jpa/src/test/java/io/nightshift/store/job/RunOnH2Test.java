package io.nightshift.store.job;

import io.nightshift.store.TestDatabase;

class RunOnH2Test extends RunContract {

    @Override
    TestDatabase database() {
        return TestDatabase.h2();
    }
}
