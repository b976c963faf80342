package io.nightshift.engine.outbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.function.Supplier;

/** Steps aside from the caller's transaction, in which Nightshift's data source has no place. A CDI bean. */
@ApplicationScoped
public class OutsideTransaction {

    /** Answers what the step answers; the caller's transaction goes on afterwards as it was. */
    @Transactional(Transactional.TxType.NOT_SUPPORTED)
    public <T> T call(Supplier<T> step) {
        return step.get();
    }
}
