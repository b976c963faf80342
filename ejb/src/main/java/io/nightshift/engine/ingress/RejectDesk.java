package io.nightshift.engine.ingress;

import io.nightshift.store.audit.AuditStore;
import io.nightshift.store.ingress.RejectStore;
import io.nightshift.store.ingress.RejectStore.Reject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Shows rejects to people, and removes them on their behalf. */
final class RejectDesk implements Rejects {

    private final RejectStore store;
    private final AuditStore audit;

    RejectDesk(RejectStore store, AuditStore audit) {
        this.store = store;
        this.audit = audit;
    }

    @Override
    public List<Reject> page(@Nullable UUID before, int limit) {
        return store.page(before, limit);
    }

    @Override
    public Optional<Reject> find(UUID id) {
        return store.find(id);
    }

    @Override
    public boolean delete(UUID id, String by) {
        if (!store.delete(id)) {
            return false;
        }
        audit.add(by, "reject.delete", id.toString(), null);
        return true;
    }
}
