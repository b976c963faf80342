package io.nightshift.store.job;

import io.nightshift.store.TestDatabase;

class SubmitOnH2Test extends SubmitContract {

    @Override
    TestDatabase database() {
        return TestDatabase.h2();
    }
}
