package io.nightshift.store.bulk;

import io.nightshift.store.TestDatabase;

class BulkStoreOnPostgresTest extends BulkStoreContract {

    @Override
    TestDatabase database() {
        return TestDatabase.postgres();
    }
}
