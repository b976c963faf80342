package io.nightshift.store.claim;

import io.nightshift.store.port.Allotted;
import io.nightshift.store.port.Claimed;
import io.nightshift.store.port.Turn;
import io.nightshift.store.queue.LimitColumns;
import io.nightshift.store.queue.Limits;
import io.nightshift.store.queue.Limits.Rate;
import io.nightshift.store.queue.Window;
import io.nightshift.store.sql.Sql;
import io.nightshift.store.sql.SqlFile;
import io.nightshift.store.sql.Values;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * READY to RUNNING within the limits of a queue and of a type; needs a transaction around it.
 *
 * <p>The row that holds a limit is locked before anything is counted, so of two nodes the second counts what the first
 * has taken. The queue's row comes before the type's, everywhere. Jobs in claims of nodes whose lease has ended do not
 * count: rescue is about to take them back. A type's breaker that is not closed is one more limit in the type's row.
 */
public final class LimitedClaim {

    private static final SqlFile FILE = SqlFile.of(LimitedClaim.class);
    private static final Sql HELD_BEFORE = FILE.statement("held-before", "name");
    private static final Sql COUNT_OF_TYPE = FILE.statement("count-of-type", "jobs", "name");

    /** The two tables that have limits. */
    private enum Table {
        QUEUE("queue"),
        TYPE("type");

        private final Sql read;
        private final Sql lock;
        private final Sql held;
        private final Sql use;

        Table(String name) {
            read = FILE.statement(name, "name");
            lock = FILE.statement("lock-" + name, "name");
            held = FILE.statement("held-of-" + name, "name");
            use = FILE.statement("use-" + name, "start", "used", "name");
        }
    }

    private final Claim claim;

    public LimitedClaim(Claim claim) {
        this.claim = claim;
    }

    public Allotted claim(
            Connection connection,
            UUID incarnation,
            String queue,
            Collection<String> types,
            int wanted,
            List<Turn> turns)
            throws SQLException {
        List<Barrier> barriers = new ArrayList<>();
        Barrier ofQueue = lock(connection, Table.QUEUE, queue);
        if (ofQueue != null) {
            barriers.add(ofQueue);
        }
        Barrier ofType = null;
        if (types.size() == 1) {
            ofType = lock(connection, Table.TYPE, types.iterator().next());
            if (ofType != null) {
                barriers.add(ofType);
            }
        }
        int room = wanted;
        for (Barrier barrier : barriers) {
            room = Math.min(room, room(connection, barrier));
        }
        Claimed claimed = room <= 0
                ? null
                : claim.claim(
                        connection, incarnation, queue, types, room, turns, ofType == null ? null : ofType.name());
        int taken = claimed == null ? 0 : claimed.jobs().size();
        Duration opensIn = null;
        for (Barrier barrier : barriers) {
            if (taken > 0) {
                use(connection, barrier, taken);
            }
            opensIn = later(opensIn, barrier.opensIn(taken));
        }
        boolean heldBack = room < wanted && taken == Math.max(0, room);
        boolean probe = false;
        if (claimed != null && ofType != null && ofType.tripped() != null) {
            Tripped.probes(connection, ofType.name(), claimed.jobs().get(0).id());
            probe = true;
        }
        return new Allotted(claimed, heldBack, heldBack ? opensIn : null, probe);
    }

    /** Null if there is no row or it limits nothing: such a row is not locked. */
    private @Nullable Barrier lock(Connection connection, Table table, String name) throws SQLException {
        Barrier seen = read(connection, table, table.read, name);
        if (seen == null || seen.open()) {
            return null;
        }
        Barrier locked = read(connection, table, table.lock, name);
        return locked == null || locked.open() ? null : locked.at(claim.now(connection));
    }

    private static @Nullable Barrier read(Connection connection, Table table, Sql sql, String name)
            throws SQLException {
        return sql.first(
                connection,
                select -> select.text("name", name),
                row -> new Barrier(
                        table,
                        name,
                        Values.instant(row, 1) != null,
                        LimitColumns.limits(row, 2),
                        LimitColumns.window(row, 2),
                        table == Table.TYPE ? Tripped.read(row, 7) : null,
                        Instant.EPOCH));
    }

    private static int room(Connection connection, Barrier barrier) throws SQLException {
        if (barrier.paused()) {
            return 0;
        }
        Tripped tripped = barrier.tripped();
        int room = barrier.tokens();
        if (tripped != null) {
            room = Math.min(room, tripped.room(connection, barrier.name(), barrier.now()));
        }
        Integer most = barrier.limits().maxRunning();
        return most == null ? room : Math.min(room, most - held(connection, barrier));
    }

    private static int held(Connection connection, Barrier barrier) throws SQLException {
        Sql.Setter name = values -> values.text("name", barrier.name());
        int held = barrier.table().held.count(connection, name);
        return barrier.table() == Table.TYPE ? held + heldBefore(connection, barrier.name()) : held;
    }

    private static int heldBefore(Connection connection, String type) throws SQLException {
        List<UUID> jobs = new ArrayList<>();
        HELD_BEFORE
                .list(connection, select -> select.text("name", type), row -> Values.uuids(row, 1))
                .forEach(jobs::addAll);
        return jobs.isEmpty()
                ? 0
                : COUNT_OF_TYPE.count(
                        connection, select -> select.uuids("jobs", jobs).text("name", type));
    }

    private static void use(Connection connection, Barrier barrier, int taken) throws SQLException {
        if (barrier.limits().rate() != null) {
            barrier.table()
                    .use
                    .update(
                            connection,
                            update -> update.instant("start", barrier.start())
                                    .number("used", barrier.used() + taken)
                                    .text("name", barrier.name()));
        }
    }

    private static @Nullable Duration later(@Nullable Duration one, @Nullable Duration other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.compareTo(other) > 0 ? one : other;
    }

    /** A locked row with limits, at a time. */
    private record Barrier(
            Table table,
            String name,
            boolean paused,
            Limits limits,
            Window window,
            @Nullable Tripped tripped,
            Instant now) {

        Barrier at(Instant time) {
            return new Barrier(table, name, paused, limits, window, tripped, time);
        }

        boolean open() {
            return !paused && limits.none() && tripped == null;
        }

        /** The beginning of the period that a job taken now belongs to. */
        Instant start() {
            Instant start = window.start();
            Rate rate = limits.rate();
            boolean over = start == null || rate == null || !now.isBefore(start.plus(rate.period()));
            return start == null || over ? now : start;
        }

        /** Taken in that period so far. */
        int used() {
            return start().equals(window.start()) ? window.used() : 0;
        }

        int tokens() {
            Rate rate = limits.rate();
            return rate == null ? Integer.MAX_VALUE : rate.count() - used();
        }

        @Nullable
        Duration opensIn(int taken) {
            Duration breaker = tripped == null ? null : tripped.opensIn(now);
            Rate rate = limits.rate();
            if (rate == null || tokens() - taken > 0) {
                return breaker;
            }
            long micros = ChronoUnit.MICROS.between(now, start().plus(rate.period()));
            return later(Duration.of(Math.max(1_000, micros), ChronoUnit.MICROS), breaker);
        }
    }
}
