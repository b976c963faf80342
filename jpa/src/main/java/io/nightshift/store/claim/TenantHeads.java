package io.nightshift.store.claim;

import io.nightshift.api.job.JobId;
import io.nightshift.store.id.TimeId;
import io.nightshift.store.port.Claimed;
import io.nightshift.store.port.Turn;
import io.nightshift.store.sql.Bound;
import io.nightshift.store.sql.Values;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The first ready job of each priority of each tenant, as statements told them. */
public final class TenantHeads {

    private static final JobId LOWEST = new JobId(new UUID(0, 0));

    private final Duration age;
    private final Map<String, Heads> tenants = new LinkedHashMap<>();

    /** Collects; jobs of less than this age are young. */
    public TenantHeads(Duration age) {
        this.age = age;
    }

    /** Runs a statement that answers tenant, priority, job and the time now. */
    public void add(Bound select) throws SQLException {
        try (ResultSet row = select.query()) {
            while (row.next()) {
                JobId job = new JobId(row.getObject(3, UUID.class));
                JobId young = new JobId(TimeId.lowest(Values.instantOf(row, 4).minus(age)));
                tenants.computeIfAbsent(row.getString(1), tenant -> new Heads())
                        .add(row.getInt(2), job, job.compareTo(young) < 0);
            }
        }
    }

    /** Where the oldest job of each tenant begins, if it is old and a better priority is before it. */
    public List<Turn> overtaken() {
        List<Turn> overtaken = new ArrayList<>();
        tenants.forEach((tenant, of) -> {
            if (of.old && of.oldestPriority > of.best) {
                overtaken.add(new Turn(tenant, new Claimed.Cursor(of.oldestPriority, LOWEST)));
            }
        });
        return overtaken;
    }

    /** The priority from which a turn goes on; below all if it begins. */
    public static int priority(Turn turn) {
        return turn.after() == null ? -1 : turn.after().priority();
    }

    /** The job behind which a turn goes on; below all if it begins. */
    public static UUID job(Turn turn) {
        return (turn.after() == null ? LOWEST : turn.after().id()).value();
    }

    /** The first jobs of a tenant's priorities. */
    private static final class Heads {

        private int best = Integer.MAX_VALUE;
        private int oldestPriority;
        private @Nullable JobId oldest;
        private boolean old;

        void add(int priority, JobId job, boolean isOld) {
            best = Math.min(best, priority);
            if (oldest == null || job.compareTo(oldest) < 0) {
                oldest = job;
                oldestPriority = priority;
                old = isOld;
            }
        }
    }
}
