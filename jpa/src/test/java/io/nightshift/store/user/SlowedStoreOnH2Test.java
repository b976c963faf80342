package io.nightshift.store.user;

import io.nightshift.store.TestPersistence;

class SlowedStoreOnH2Test extends SlowedStoreContract {

    @Override
    TestPersistence database() {
        return TestPersistence.h2();
    }
}
