package io.nightshift.store.submit;

import io.nightshift.store.TestDatabase;

class SubmitOnPostgresTest extends SubmitContract {

    @Override
    protected TestDatabase database() {
        return TestDatabase.postgres();
    }
}
