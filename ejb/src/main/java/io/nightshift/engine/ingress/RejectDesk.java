package io.nightshift.engine.ingress;

import io.nightshift.engine.audit.Trail;
import io.nightshift.store.ingress.RejectStore;
import io.nightshift.store.ingress.RejectStore.Reject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Shows rejects to people, and removes them on their behalf. */
final class RejectDesk implements Rejects {

    private final RejectStore store;
    private final Trail trail;

    RejectDesk(RejectStore store, Trail trail) {
        this.store = store;
        this.trail = trail;
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
        return trail.act(() -> {
            // Without its body, which may hold what nobody is to keep.
            Told before = store.find(id).map(Told::of).orElse(null);
            if (!store.delete(id)) {
                return false;
            }
            trail.changed(by, "reject.delete", id.toString(), before, null, null);
            return true;
        });
    }

    /** What is kept of a reject that is gone. */
    record Told(String source, String messageId, String reason, Instant rejectedAt) {
        static Told of(Reject reject) {
            return new Told(reject.source(), reject.messageId(), reject.reason(), reject.rejectedAt());
        }
    }
}
