package io.nightshift.engine.audit;

import io.nightshift.store.audit.AuditStore;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Puts this package's plain classes together. */
@Dependent
class AuditBeans {

    @Produces
    @Singleton
    static RefusalBook refusals(AuditStore audit) {
        return new RefusalBook(audit, System::nanoTime);
    }
}
