package io.nightshift.store.job;

import io.nightshift.store.TestDatabase;

class SubmitOnPostgresTest extends SubmitContract {

    @Override
    TestDatabase database() {
        return TestDatabase.postgres();
    }
}
