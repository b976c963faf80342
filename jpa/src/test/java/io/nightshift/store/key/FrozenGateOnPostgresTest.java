package io.nightshift.store.key;

import io.nightshift.store.TestDatabase;

class FrozenGateOnPostgresTest extends FrozenGateContract {

    @Override
    protected TestDatabase database() {
        return TestDatabase.postgres();
    }
}
