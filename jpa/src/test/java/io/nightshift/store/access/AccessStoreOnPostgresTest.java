package io.nightshift.store.access;

import io.nightshift.store.TestPersistence;

class AccessStoreOnPostgresTest extends AccessStoreContract {

    @Override
    TestPersistence database() {
        return TestPersistence.postgres();
    }
}
