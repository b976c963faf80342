package io.nightshift.store.read;

import io.nightshift.store.TestDatabase;

class OutcomesOnH2Test extends OutcomesContract {

    @Override
    protected TestDatabase database() {
        return TestDatabase.h2();
    }
}
