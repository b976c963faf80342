package io.nightshift.store.job;

import io.nightshift.store.TestDatabase;

class KeyOnH2Test extends KeyContract {

    @Override
    TestDatabase database() {
        return TestDatabase.h2();
    }
}
