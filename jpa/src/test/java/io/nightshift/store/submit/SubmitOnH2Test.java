package io.nightshift.store.submit;

import io.nightshift.store.TestDatabase;

class SubmitOnH2Test extends SubmitContract {

    @Override
    protected TestDatabase database() {
        return TestDatabase.h2();
    }
}
