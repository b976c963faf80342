package io.nightshift.engine.audit;

import io.nightshift.engine.log.RimLog;
import io.nightshift.engine.maintain.Duty;
import io.nightshift.store.audit.AuditStore;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** {@link Refusals}: the first is written at once, the number of its repetitions when its minute is over. */
final class RefusalBook implements Refusals, Duty {

    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);
    private static final int ENTRIES_A_MINUTE = 60;

    private final AuditStore audit;
    private final LongSupplier nanos;
    private final Map<Key, Open> open = new LinkedHashMap<>();
    /** Their minute is over, and the number of their repetitions is not written yet. */
    private final List<Open> ended = new ArrayList<>();

    private int leftOut;

    private record Key(String action, String account, String address) {}

    /** An entry whose minute is not over. */
    private static final class Open {
        private final long since;
        private volatile @Nullable UUID entry;
        private int times = 1;

        Open(long since) {
            this.since = since;
        }
    }

    RefusalBook(AuditStore audit, LongSupplier nanos) {
        this.audit = audit;
        this.nanos = nanos;
    }

    @Override
    public void refused(String who, String action, String target, String account, String address) {
        Open begun;
        int before;
        synchronized (this) {
            Open known = open.get(new Key(action, account, address));
            if (known != null && !over(known)) {
                known.times++;
                return;
            }
            if (known == null
                    && open.values().stream().filter(one -> !over(one)).count() >= ENTRIES_A_MINUTE) {
                leftOut++;
                return;
            }
            if (known != null) {
                ended.add(known);
            }
            begun = new Open(nanos.getAsLong());
            open.put(new Key(action, account, address), begun);
            before = leftOut;
            leftOut = 0;
        }
        String more = before == 0 ? "" : "; " + before + " refusals before it were not recorded";
        quietly(
                action + " " + target,
                () -> begun.entry = audit.add(who, action, target, "from " + address + more, null, null));
    }

    @Override
    public String name() {
        return "refusals";
    }

    @Override
    public Cadence cadence() {
        return Cadence.FIVE_SECONDS;
    }

    @Override
    public void runOnce() {
        write(false);
    }

    @Override
    public void stop() {
        write(true);
    }

    private void write(boolean all) {
        List<Open> now;
        synchronized (this) {
            for (Iterator<Open> each = open.values().iterator(); each.hasNext(); ) {
                Open one = each.next();
                if (all || over(one)) {
                    each.remove();
                    ended.add(one);
                }
            }
            now = List.copyOf(ended);
            ended.clear();
        }
        for (Open one : now) {
            UUID entry = one.entry;
            if (one.times > 1 && entry != null) {
                quietly(entry.toString(), () -> audit.repeated(entry, one.times));
            }
        }
    }

    private boolean over(Open one) {
        return nanos.getAsLong() - one.since >= MINUTE;
    }

    private static void quietly(String what, Runnable record) {
        try {
            record.run();
        } catch (RuntimeException e) {
            RimLog.LOG.signInNotRecorded(what, e);
        }
    }
}
