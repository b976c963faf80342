package io.nightshift.test.faults.fault;

import io.nightshift.test.faults.check.Disturbance;
import io.nightshift.test.faults.check.Disturbance.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** When a fault began and ended, told by the fault itself; in milliseconds of this machine's clock. */
public final class Moments {

    private final List<Disturbance> disturbances = new ArrayList<>();
    private long struckAt;
    private long healedAt;
    private long victim;

    /** It begins, for all processes. */
    void struck() {
        struckAt = System.currentTimeMillis();
    }

    /** It begins, for this process, whose jobs others should take over. */
    void struck(long process) {
        victim = process;
        struck();
    }

    /** It is over: from now on everything should recover. */
    void healed() {
        healedAt = System.currentTimeMillis();
    }

    /** From now on the same attempt may run again, for this reason. */
    void disturbed(Kind kind, long process) {
        disturbances.add(new Disturbance(kind, process, System.currentTimeMillis()));
    }

    public long struckAt() {
        return struckAt;
    }

    public long healedAt() {
        return healedAt;
    }

    /** Whose jobs others should take over, if anybody's. */
    public OptionalLong victim() {
        return victim == 0 ? OptionalLong.empty() : OptionalLong.of(victim);
    }

    public List<Disturbance> disturbances() {
        return List.copyOf(disturbances);
    }
}
