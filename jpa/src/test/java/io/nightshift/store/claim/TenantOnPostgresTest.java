package io.nightshift.store.claim;

import io.nightshift.store.TestDatabase;

class TenantOnPostgresTest extends TenantContract {

    @Override
    protected TestDatabase database() {
        return TestDatabase.postgres();
    }
}
