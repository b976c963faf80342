package io.nightshift.store.ingress;

import io.nightshift.store.TestPersistence;

class IngressStoresOnPostgresTest extends IngressStoresContract {

    @Override
    TestPersistence database() {
        return TestPersistence.postgres();
    }
}
