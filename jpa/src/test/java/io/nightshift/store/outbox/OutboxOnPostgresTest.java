package io.nightshift.store.outbox;

import io.nightshift.store.TestDatabase;

class OutboxOnPostgresTest extends OutboxContract {

    @Override
    protected TestDatabase database() {
        return TestDatabase.postgres();
    }

    @Override
    boolean moversShare() {
        return true;
    }
}
