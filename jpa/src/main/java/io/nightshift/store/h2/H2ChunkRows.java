package io.nightshift.store.h2;

import io.nightshift.store.port.ChunkMove;
import io.nightshift.store.sql.Bound;
import io.nightshift.store.sql.Rows;
import io.nightshift.store.sql.Sql;
import io.nightshift.store.sql.SqlFile;
import io.nightshift.store.sql.Values;
import io.nightshift.store.steer.CancelRequests;
import io.nightshift.store.steer.ChunkRows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Job by job: first its row is locked, if it is free, then changed. */
final class H2ChunkRows implements ChunkRows {

    private static final SqlFile FILE = SqlFile.of(H2ChunkRows.class);
    private static final Sql LOCK_ENDED = FILE.statement("lock-ended", "job");
    private static final Sql LOCK_CLAIM = FILE.statement("lock-claim", "job");
    private static final Sql FORGET_DEADLINE = FILE.statement("forget-deadline", "job");
    private static final Sql PLACE = FILE.statement("place", "queue", "priority", "job");
    private static final Sql MOVE_SCHEDULED = FILE.statement("move-scheduled", "job");
    private static final Sql MOVE_BLOCKED = FILE.statement("move-blocked", "job");

    /** Where a job waits. */
    private enum Waiting {
        SCHEDULED,
        BLOCKED,
        READY;

        private final Sql lock = FILE.statement("lock-" + name().toLowerCase(Locale.ROOT), "job");
        private final Sql cancel = FILE.statement("cancel-" + name().toLowerCase(Locale.ROOT), "job");
        private final Sql leave = FILE.statement("leave-" + name().toLowerCase(Locale.ROOT), "job");
    }

    @Override
    public Map<UUID, String> lockEnded(Connection connection, List<UUID> jobs) throws SQLException {
        Map<UUID, String> ended = new LinkedHashMap<>();
        try (Bound select = LOCK_ENDED.on(connection)) {
            for (UUID job : jobs) {
                select.uuid("job", job);
                try (ResultSet row = select.query()) {
                    if (row.next()) {
                        ended.put(job, row.getString(1));
                    }
                }
            }
        }
        return ended;
    }

    @Override
    public List<UUID> cancel(Connection connection, List<UUID> jobs) throws SQLException {
        List<UUID> cancelled = new ArrayList<>();
        for (UUID job : jobs) {
            Waiting place = lock(connection, job);
            if (place != null) {
                Rows.execute(connection, place.cancel, job);
                Rows.execute(connection, place.leave, job);
                Rows.execute(connection, FORGET_DEADLINE, job);
                cancelled.add(job);
            }
        }
        return cancelled;
    }

    @Override
    public List<CancelRequests.Held> lockClaims(Connection connection, List<UUID> jobs) throws SQLException {
        Map<UUID, CancelRequests.Held> locked = new LinkedHashMap<>();
        try (Bound select = LOCK_CLAIM.on(connection)) {
            for (UUID job : jobs) {
                select.uuid("job", job);
                try (ResultSet row = select.query()) {
                    if (row.next()) {
                        List<UUID> cancels = Values.uuids(row, 2);
                        locked.computeIfAbsent(
                                        row.getObject(1, UUID.class),
                                        claim -> new CancelRequests.Held(claim, cancels, new ArrayList<>()))
                                .jobs()
                                .add(job);
                    }
                }
            }
        }
        return List.copyOf(locked.values());
    }

    @Override
    public List<UUID> place(Connection connection, List<UUID> jobs, ChunkMove.Place to) throws SQLException {
        List<UUID> moved = new ArrayList<>();
        for (UUID job : jobs) {
            Waiting place = lock(connection, job);
            if (place != null) {
                move(connection, place, job, to);
                moved.add(job);
            }
        }
        return moved;
    }

    private static void move(Connection connection, Waiting place, UUID job, ChunkMove.Place to) throws SQLException {
        switch (place) {
            case READY -> {
                Integer attempt = Rows.number(connection, place.lock, job);
                Rows.execute(connection, place.leave, job);
                update(connection, job, to);
                // Its row is locked, so it is there.
                H2Ready.put(connection, List.of(new H2Ready.Back(job, Objects.requireNonNull(attempt))));
            }
            case SCHEDULED -> {
                update(connection, job, to);
                Rows.execute(connection, MOVE_SCHEDULED, job);
            }
            case BLOCKED -> {
                update(connection, job, to);
                Rows.execute(connection, MOVE_BLOCKED, job);
            }
        }
    }

    private static void update(Connection connection, UUID job, ChunkMove.Place to) throws SQLException {
        PLACE.update(
                connection,
                values -> values.text("queue", to.queue())
                        .maybe("priority", to.priority())
                        .uuid("job", job));
    }

    /** The place where a job waits, its row locked; null if it waits nowhere or the row is locked elsewhere. */
    private static @Nullable Waiting lock(Connection connection, UUID job) throws SQLException {
        for (Waiting place : Waiting.values()) {
            if (Rows.exists(connection, place.lock, job)) {
                return place;
            }
        }
        return null;
    }
}
