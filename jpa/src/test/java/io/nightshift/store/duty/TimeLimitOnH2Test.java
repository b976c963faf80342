package io.nightshift.store.duty;

import io.nightshift.store.TestDatabase;

class TimeLimitOnH2Test extends TimeLimitContract {

    @Override
    protected TestDatabase database() {
        return TestDatabase.h2();
    }
}
