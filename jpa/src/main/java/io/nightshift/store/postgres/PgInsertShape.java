package io.nightshift.store.postgres;

import io.nightshift.store.port.NewJob;
import io.nightshift.store.sql.Sql;
import io.nightshift.store.sql.SqlFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Which of the rarer columns occur in a call, and whether its jobs have their {@code own} type, queue and so on: most calls send
 * what their jobs have in common once instead of as arrays.
 *
 * @param bits one for each that occurs
 */
record PgInsertShape(int bits) {

    private static final int KEYS = 1;
    private static final int TIMES = 1 << 1;
    private static final int TAGS = 1 << 2;
    private static final int GATES = 1 << 3;
    private static final int TENANTS = 1 << 4;
    private static final int OWN = 1 << 5;
    private static final int HURRY = 1 << 6;

    static final SqlFile FILE = SqlFile.of(PgInsertRows.class);

    private static final Sql[] STORE = FILE.variants(
                    "store", "keys", "times", "tags", "gates", "tenants", "own", "hurry")
            .declare(PgInsertShape::parameters);

    static PgInsertShape of(List<NewJob> jobs) {
        int bits = 0;
        NewJob first = jobs.get(0);
        for (NewJob job : jobs) {
            bits |= job.key() == null ? 0 : KEYS;
            bits |= timed(job) ? TIMES : 0;
            bits |= job.tags().isEmpty() ? 0 : TAGS;
            bits |= job.gate() == null && job.unique() == null ? 0 : GATES;
            bits |= job.tenant() == null ? 0 : TENANTS;
            bits |= alike(first, job) ? 0 : OWN;
        }
        return new PgInsertShape(bits);
    }

    /** The statement, which waits for a moment only for a key that an open transaction holds if it is in a hurry. */
    Sql sql(boolean hurried) {
        return STORE[hurried ? bits | HURRY : bits];
    }

    boolean keys() {
        return has(bits, KEYS);
    }

    boolean times() {
        return has(bits, TIMES);
    }

    boolean tags() {
        return has(bits, TAGS);
    }

    boolean gates() {
        return has(bits, GATES);
    }

    boolean tenants() {
        return has(bits, TENANTS);
    }

    boolean own() {
        return has(bits, OWN);
    }

    private static boolean has(int bits, int bit) {
        return (bits & bit) != 0;
    }

    private static String[] parameters(int bits) {
        List<String> names = new ArrayList<>();
        if (has(bits, TAGS)) {
            names.addAll(List.of("tag_jobs", "tags"));
        }
        names.addAll(
                has(bits, OWN)
                        ? List.of(
                                "types",
                                "queues",
                                "priorities",
                                "attempt_limits",
                                "timeouts",
                                "submitters",
                                "sources",
                                "schedules")
                        : List.of(
                                "type", "queue", "priority", "attempts", "timeout", "submitter", "source", "schedule"));
        names.addAll(List.of("ids", "args"));
        if (has(bits, KEYS)) {
            names.addAll(List.of("scopes", "keys", "hashes"));
        }
        if (has(bits, TIMES)) {
            names.addAll(List.of("run_ats", "delays", "start_befores", "time_limits", "periods"));
        }
        if (has(bits, GATES)) {
            names.addAll(List.of("gates", "gate_mosts", "unique_keys"));
        }
        if (has(bits, TENANTS)) {
            names.add("tenants");
        }
        return names.toArray(String[]::new);
    }

    private static boolean timed(NewJob job) {
        return job.runAt() != null
                || job.delay() != null
                || job.startBefore() != null
                || !job.timeLimit().isZero()
                || (job.key() != null && job.key().period() != null);
    }

    private static boolean alike(NewJob one, NewJob other) {
        return one.type().equals(other.type())
                && one.queue().equals(other.queue())
                && one.priority() == other.priority()
                && one.maxAttempts() == other.maxAttempts()
                && one.timeout().equals(other.timeout())
                && one.submitter().equals(other.submitter())
                && one.source() == other.source()
                && Objects.equals(one.scheduleId(), other.scheduleId());
    }
}
