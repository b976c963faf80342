package io.nightshift.store.user;

import io.nightshift.store.TestPersistence;

class UserStoreOnPostgresTest extends UserStoreContract {

    @Override
    TestPersistence database() {
        return TestPersistence.postgres();
    }
}
