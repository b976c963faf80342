package io.nightshift.store.finish;

import io.nightshift.store.TestDatabase;

class RunOnH2Test extends RunContract {

    @Override
    protected TestDatabase database() {
        return TestDatabase.h2();
    }
}
