package io.nightshift.store.claim;

import io.nightshift.store.TestDatabase;

class LimitOnH2Test extends LimitContract {

    @Override
    protected TestDatabase database() {
        return TestDatabase.h2();
    }
}
