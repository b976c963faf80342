package io.nightshift.store.stat;

import io.nightshift.store.TestDatabase;

class ClusterOnPostgresTest extends ClusterContract {

    @Override
    TestDatabase database() {
        return TestDatabase.postgres();
    }
}
