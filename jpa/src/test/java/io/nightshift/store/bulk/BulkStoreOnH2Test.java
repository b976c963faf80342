package io.nightshift.store.bulk;

import io.nightshift.store.TestDatabase;

class BulkStoreOnH2Test extends BulkStoreContract {

    @Override
    TestDatabase database() {
        return TestDatabase.h2();
    }
}
