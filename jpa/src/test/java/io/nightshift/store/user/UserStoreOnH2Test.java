package io.nightshift.store.user;

import io.nightshift.store.TestPersistence;

class UserStoreOnH2Test extends UserStoreContract {

    @Override
    TestPersistence database() {
        return TestPersistence.h2();
    }
}
