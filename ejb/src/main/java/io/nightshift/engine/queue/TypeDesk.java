package io.nightshift.engine.queue;

import io.nightshift.engine.dispatch.Wake;
import io.nightshift.store.audit.AuditStore;
import io.nightshift.store.queue.Limits;
import io.nightshift.store.type.Breaker;
import io.nightshift.store.type.TypeStore;
import io.nightshift.store.type.TypeStore.Setting;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Changes the type's row and records it; this node reads it at once, every other within a second. */
final class TypeDesk implements Types {

    private final TypeStore types;
    private final AuditStore audit;
    private final Wake wake;

    TypeDesk(TypeStore types, AuditStore audit, Wake wake) {
        this.types = types;
        this.audit = audit;
        this.wake = wake;
    }

    @Override
    public List<Setting> all() {
        return types.all();
    }

    @Override
    public boolean pause(String type, String by, @Nullable String reason) {
        boolean changed = types.pause(type, by, reason);
        if (changed) {
            audit.add(by, "type.pause", type, reason);
            wake.changed();
        }
        return changed;
    }

    @Override
    public boolean resume(String type, String by) {
        boolean changed = types.resume(type);
        if (changed) {
            audit.add(by, "type.resume", type, null);
            wake.changed();
        }
        return changed;
    }

    @Override
    public void limits(String type, Limits limits, String by) {
        LimitRules.check(limits);
        types.limits(type, limits);
        audit.add(by, "type.limits", type, LimitRules.describe(limits));
        wake.changed();
    }

    @Override
    public void breaker(String type, Breaker.@Nullable Rule rule, String by) {
        if (rule != null) {
            BreakerRules.check(rule);
        }
        types.breaker(type, rule);
        audit.add(by, "type.breaker", type, BreakerRules.describe(rule));
        wake.changed();
    }

    @Override
    public boolean open(String type, String by, @Nullable String reason) {
        boolean changed = types.open(type, by, reason);
        if (changed) {
            audit.add(by, "type.breaker.open", type, reason);
            wake.changed();
        }
        return changed;
    }

    @Override
    public boolean close(String type, String by, @Nullable String reason) {
        boolean changed = types.close(type, by, reason);
        if (changed) {
            audit.add(by, "type.breaker.close", type, reason);
            wake.changed();
        }
        return changed;
    }
}
