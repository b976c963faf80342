package io.nightshift.store.key;

import io.nightshift.store.TestDatabase;

class KeyOnH2Test extends KeyContract {

    @Override
    protected TestDatabase database() {
        return TestDatabase.h2();
    }
}
