package io.nightshift.engine.queue;

import io.nightshift.engine.audit.Trail;
import io.nightshift.engine.dispatch.Wake;
import io.nightshift.store.queue.Limits;
import io.nightshift.store.type.Breaker;
import io.nightshift.store.type.TypeStore;
import io.nightshift.store.type.TypeStore.Setting;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Changes the type's row and records it; this node reads it at once, every other within a second. */
final class TypeDesk implements Types {

    private final TypeStore types;
    private final Trail trail;
    private final Wake wake;

    TypeDesk(TypeStore types, Trail trail, Wake wake) {
        this.types = types;
        this.trail = trail;
        this.wake = wake;
    }

    @Override
    public List<Setting> all() {
        return types.all();
    }

    @Override
    public boolean pause(String type, String by, @Nullable String reason) {
        boolean changed = record(type, by, "type.pause", reason, () -> types.pause(type, by, reason));
        if (changed) {
            wake.changed();
        }
        return changed;
    }

    @Override
    public boolean resume(String type, String by) {
        boolean changed = record(type, by, "type.resume", null, () -> types.resume(type));
        if (changed) {
            wake.changed();
        }
        return changed;
    }

    @Override
    public void limits(String type, Limits limits, String by) {
        LimitRules.check(limits);
        record(type, by, "type.limits", LimitRules.describe(limits), () -> {
            types.limits(type, limits);
            return true;
        });
        wake.changed();
    }

    @Override
    public void breaker(String type, Breaker.@Nullable Rule rule, String by) {
        if (rule != null) {
            BreakerRules.check(rule);
        }
        record(type, by, "type.breaker", BreakerRules.describe(rule), () -> {
            types.breaker(type, rule);
            return true;
        });
        wake.changed();
    }

    @Override
    public boolean open(String type, String by, @Nullable String reason) {
        boolean changed = record(type, by, "type.breaker.open", reason, () -> types.open(type, by, reason));
        if (changed) {
            wake.changed();
        }
        return changed;
    }

    @Override
    public boolean close(String type, String by, @Nullable String reason) {
        boolean changed = record(type, by, "type.breaker.close", reason, () -> types.close(type, by, reason));
        if (changed) {
            wake.changed();
        }
        return changed;
    }

    private boolean record(String type, String by, String action, @Nullable String detail, BooleanSupplier change) {
        return trail.act(() -> {
            Told before = told(type);
            if (!change.getAsBoolean()) {
                return false;
            }
            trail.changed(by, action, type, before, told(type), detail);
            return true;
        });
    }

    private @Nullable Told told(String type) {
        return types.all().stream()
                .filter(setting -> setting.type().equals(type))
                .findFirst()
                .map(setting -> new Told(
                        setting.paused(),
                        setting.pausedBy(),
                        setting.pausedReason(),
                        setting.limits(),
                        setting.breaker() == null ? null : setting.breaker().rule(),
                        setting.breaker() == null
                                ? null
                                : setting.breaker().state().name()))
                .orElse(null);
    }

    /** What people set, without what counts. */
    record Told(
            boolean paused,
            @Nullable String pausedBy,
            @Nullable String pausedReason,
            Limits limits,
            Breaker.@Nullable Rule breaker,
            @Nullable String breakerState) {}
}
