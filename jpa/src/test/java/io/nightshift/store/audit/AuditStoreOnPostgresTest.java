package io.nightshift.store.audit;

import io.nightshift.store.TestPersistence;

class AuditStoreOnPostgresTest extends AuditStoreContract {

    @Override
    TestPersistence database() {
        return TestPersistence.postgres();
    }
}
