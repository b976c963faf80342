package io.nightshift.store.job;

import io.nightshift.store.TestDatabase;

class ChunkOnH2Test extends ChunkContract {

    @Override
    TestDatabase database() {
        return TestDatabase.h2();
    }
}
