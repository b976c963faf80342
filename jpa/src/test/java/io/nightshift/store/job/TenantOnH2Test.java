package io.nightshift.store.job;

import io.nightshift.store.TestDatabase;

class TenantOnH2Test extends TenantContract {

    @Override
    TestDatabase database() {
        return TestDatabase.h2();
    }
}
