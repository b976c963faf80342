package io.nightshift.store.submit;

import io.nightshift.store.TestDatabase;

class UniqueOnH2Test extends UniqueContract {

    @Override
    protected TestDatabase database() {
        return TestDatabase.h2();
    }
}
