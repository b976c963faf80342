package io.nightshift.store.ingress;

import io.nightshift.store.TestPersistence;

class IngressStoresOnH2Test extends IngressStoresContract {

    @Override
    TestPersistence database() {
        return TestPersistence.h2();
    }
}
