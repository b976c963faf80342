package io.nightshift.store.move;

import io.nightshift.store.TestDatabase;

class TransitionOnPostgresTest extends TransitionContract {

    TransitionOnPostgresTest() {
        super(TestDatabase.postgres());
    }
}
