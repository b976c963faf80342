package io.nightshift.store.stat;

import io.nightshift.store.TestDatabase;

class ClusterOnH2Test extends ClusterContract {

    @Override
    TestDatabase database() {
        return TestDatabase.h2();
    }
}
