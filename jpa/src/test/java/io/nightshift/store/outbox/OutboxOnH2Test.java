package io.nightshift.store.outbox;

import io.nightshift.store.TestDatabase;

class OutboxOnH2Test extends OutboxContract {

    @Override
    protected TestDatabase database() {
        return TestDatabase.h2();
    }

    @Override
    boolean moversShare() {
        // H2 locks all rows that it sorts. It has one process, so one mover.
        return false;
    }
}
