package io.nightshift.store.claim;

import io.nightshift.store.TestDatabase;

class BreakerOnH2Test extends BreakerContract {

    @Override
    protected TestDatabase database() {
        return TestDatabase.h2();
    }
}
