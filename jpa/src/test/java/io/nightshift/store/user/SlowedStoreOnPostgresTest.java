package io.nightshift.store.user;

import io.nightshift.store.TestPersistence;

class SlowedStoreOnPostgresTest extends SlowedStoreContract {

    @Override
    TestPersistence database() {
        return TestPersistence.postgres();
    }
}
