package io.nightshift.store.steer;

import io.nightshift.store.TestDatabase;

class ChunkOnPostgresTest extends ChunkContract {

    @Override
    protected TestDatabase database() {
        return TestDatabase.postgres();
    }
}
