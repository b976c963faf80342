package io.nightshift.store.read;

import io.nightshift.store.TestDatabase;

class WaitOnH2Test extends WaitContract {

    @Override
    protected TestDatabase database() {
        return TestDatabase.h2();
    }
}
