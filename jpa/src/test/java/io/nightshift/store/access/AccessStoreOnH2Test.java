package io.nightshift.store.access;

import io.nightshift.store.TestPersistence;

class AccessStoreOnH2Test extends AccessStoreContract {

    @Override
    TestPersistence database() {
        return TestPersistence.h2();
    }
}
