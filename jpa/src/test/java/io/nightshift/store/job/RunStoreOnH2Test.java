package io.nightshift.store.job;

import io.nightshift.store.TestDatabase;

class RunStoreOnH2Test extends RunStoreContract {

    @Override
    TestDatabase database() {
        return TestDatabase.h2();
    }
}
