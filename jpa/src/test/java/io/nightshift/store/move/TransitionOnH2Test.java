package io.nightshift.store.move;

import io.nightshift.store.TestDatabase;

class TransitionOnH2Test extends TransitionContract {

    TransitionOnH2Test() {
        super(TestDatabase.h2());
    }
}
