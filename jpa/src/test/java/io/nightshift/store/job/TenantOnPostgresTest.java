package io.nightshift.store.job;

import io.nightshift.store.TestDatabase;

class TenantOnPostgresTest extends TenantContract {

    @Override
    TestDatabase database() {
        return TestDatabase.postgres();
    }
}
