package io.nightshift.store.h2;

import io.nightshift.store.duty.Rescue;
import io.nightshift.store.sql.Rows;
import io.nightshift.store.sql.Sql;
import io.nightshift.store.sql.SqlFile;
import io.nightshift.store.sql.Values;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Locks each claim, then job by job; needs a transaction around it. */
final class H2Rescue implements Rescue {

    private static final SqlFile FILE = SqlFile.of(H2Rescue.class);
    private static final Sql ORPHANED = FILE.statement("orphaned", "claims");
    private static final Sql LOSE = FILE.statement("lose", "job", "attempt", "message", "started", "node");
    private static final Sql END = FILE.statement("end", "job", "state", "attempt", "started", "node");
    private static final Sql MARK = FILE.statement("mark", "job", "attempt");
    private static final Sql NODE = FILE.statement("node", "incarnation");
    private static final Sql LOSSES = FILE.statement("losses", "job");
    private static final Sql QUEUE = FILE.statement("queue", "job");

    @Override
    public Rescued rescue(Connection connection, int maxClaims, int maxLosses) throws SQLException {
        List<UUID> claims = ORPHANED.list(
                connection, select -> select.number("claims", maxClaims), row -> row.getObject(1, UUID.class));
        Rescued rescued = new Rescued(new HashMap<>(), new ArrayList<>());
        for (UUID claim : claims) {
            H2Held held = H2Held.lock(connection, claim, null);
            if (held == null) {
                continue;
            }
            for (UUID job : held.jobs()) {
                Integer attempt = held.take(job);
                if (attempt != null) {
                    lose(connection, held, job, attempt, maxLosses, rescued);
                }
            }
            held.write(connection);
        }
        return rescued;
    }

    private static void lose(Connection connection, H2Held held, UUID job, int attempt, int maxLosses, Rescued rescued)
            throws SQLException {
        Mark mark = mark(connection, held.incarnation(), job, attempt);
        String state = null;
        if (held.cancels(job)) {
            state = "CANCELLED";
        } else if (mark.startedAt() != null
                && Objects.requireNonNullElse(Rows.number(connection, LOSSES, job), 0) + 1 >= maxLosses) {
            state = "DEAD";
        }
        LOSE.update(
                connection,
                insert -> insert.uuid("job", job)
                        .number("attempt", attempt)
                        .text("message", MESSAGE)
                        .instant("started", mark.startedAt())
                        .text("node", mark.node()));
        if (state == null) {
            H2Ready.put(connection, List.of(new H2Ready.Back(job, attempt + 1)));
            String queue = QUEUE.first(connection, select -> select.uuid("job", job), row -> row.getString(1));
            rescued.queues().merge(Objects.requireNonNull(queue), 1, Integer::sum);
            return;
        }
        end(connection, job, state, attempt, mark);
        rescued.ended().add(job);
    }

    private static void end(Connection connection, UUID job, String state, int attempt, Mark mark) throws SQLException {
        END.update(
                connection,
                insert -> insert.uuid("job", job)
                        .text("state", state)
                        .number("attempt", attempt)
                        .instant("started", mark.startedAt())
                        .text("node", mark.node()));
    }

    /** Whether this attempt left a mark that it had started, and where. */
    private static Mark mark(Connection connection, UUID incarnation, UUID job, int attempt) throws SQLException {
        Mark mark = MARK.first(
                connection,
                select -> select.uuid("job", job).number("attempt", attempt),
                row -> new Mark(Values.instant(row, 1), row.getString(2)));
        if (mark != null) {
            return mark;
        }
        String name =
                NODE.first(connection, select -> select.uuid("incarnation", incarnation), row -> row.getString(1));
        return new Mark(null, name == null ? incarnation.toString() : name);
    }

    private record Mark(@Nullable Instant startedAt, String node) {}
}
