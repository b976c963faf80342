package io.nightshift.store.run;

import io.nightshift.store.TestDatabase;

class RunStoreOnH2Test extends RunStoreContract {

    @Override
    protected TestDatabase database() {
        return TestDatabase.h2();
    }
}
