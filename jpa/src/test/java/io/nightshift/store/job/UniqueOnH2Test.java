package io.nightshift.store.job;

import io.nightshift.store.TestDatabase;

class UniqueOnH2Test extends UniqueContract {

    @Override
    TestDatabase database() {
        return TestDatabase.h2();
    }
}
