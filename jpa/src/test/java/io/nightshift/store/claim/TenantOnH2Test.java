package io.nightshift.store.claim;

import io.nightshift.store.TestDatabase;

class TenantOnH2Test extends TenantContract {

    @Override
    protected TestDatabase database() {
        return TestDatabase.h2();
    }
}
