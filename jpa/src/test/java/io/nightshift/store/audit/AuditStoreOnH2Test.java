package io.nightshift.store.audit;

import io.nightshift.store.TestPersistence;

class AuditStoreOnH2Test extends AuditStoreContract {

    @Override
    TestPersistence database() {
        return TestPersistence.h2();
    }
}
