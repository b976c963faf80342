package io.nightshift.store.steer;

import io.nightshift.store.TestDatabase;

class ChunkOnH2Test extends ChunkContract {

    @Override
    protected TestDatabase database() {
        return TestDatabase.h2();
    }
}
