package io.nightshift.store.steer;

import io.nightshift.store.TestDatabase;

class RequestOnH2Test extends RequestContract {

    @Override
    protected TestDatabase database() {
        return TestDatabase.h2();
    }
}
