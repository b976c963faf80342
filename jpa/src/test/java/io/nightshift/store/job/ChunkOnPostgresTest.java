package io.nightshift.store.job;

import io.nightshift.store.TestDatabase;

class ChunkOnPostgresTest extends ChunkContract {

    @Override
    TestDatabase database() {
        return TestDatabase.postgres();
    }
}
