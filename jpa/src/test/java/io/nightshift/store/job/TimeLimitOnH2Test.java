package io.nightshift.store.job;

import io.nightshift.store.TestDatabase;

class TimeLimitOnH2Test extends TimeLimitContract {

    @Override
    TestDatabase database() {
        return TestDatabase.h2();
    }
}
