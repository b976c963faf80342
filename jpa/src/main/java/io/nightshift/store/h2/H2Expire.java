package io.nightshift.store.h2;

import io.nightshift.store.duty.Expire;
import io.nightshift.store.sql.Rows;
import io.nightshift.store.sql.Sql;
import io.nightshift.store.sql.SqlFile;
import io.nightshift.store.sql.Values;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Candidates without locks, guarded deletes for each; needs a transaction around it. */
final class H2Expire implements Expire {

    private static final Duration AGAIN = Duration.ofSeconds(10);

    private static final SqlFile FILE = SqlFile.of(H2Expire.class);
    private static final Sql LOOKS = FILE.statement("looks", "now", "limit");
    private static final Sql TAKE = FILE.statement("take", "job");
    private static final Sql ENDED = FILE.statement("ended", "job");
    private static final Sql SNOOZES = FILE.statement("snoozes", "job");
    private static final Sql END = FILE.statement("end", "job", "state", "attempt", "reason");
    private static final Sql KEEP = FILE.statement("keep", "job", "start", "end", "look");
    private static final List<Place> PLACES = List.of(
            new Place(FILE.statement("lock-scheduled", "job"), FILE.statement("leave-scheduled", "job")),
            new Place(FILE.statement("lock-blocked", "job"), FILE.statement("leave-blocked", "job")),
            new Place(FILE.statement("lock-ready", "job"), FILE.statement("leave-ready", "job")));

    /** Where a job may wait. */
    private record Place(Sql lock, Sql leave) {}

    @Override
    public List<UUID> expire(Connection connection, int limit) throws SQLException {
        Instant now = Values.now(connection);
        List<Look> looks = Rows.hits(
                connection, TAKE, looks(connection, now, limit), (delete, look) -> delete.uuid("job", look.job()));
        List<UUID> ended = new ArrayList<>();
        List<Look> kept = new ArrayList<>();
        for (Look look : looks) {
            UUID job = look.job();
            if (end(connection, look, now)) {
                ended.add(job);
            } else if (look.end() != null && !Rows.exists(connection, ENDED, job)) {
                kept.add(look);
            }
        }
        keep(connection, kept, now);
        return ended;
    }

    private static List<Look> looks(Connection connection, Instant now, int limit) throws SQLException {
        return LOOKS.list(
                connection,
                select -> select.instant("now", now).number("limit", limit),
                row -> new Look(row.getObject(1, UUID.class), Values.instant(row, 2), Values.instant(row, 3)));
    }

    private static boolean end(Connection connection, Look look, Instant now) throws SQLException {
        for (Place place : PLACES) {
            Integer attempt = Rows.number(connection, place.lock(), look.job());
            if (attempt != null && look.ends(attempt, now)) {
                boolean fresh = attempt == 1 && !Rows.exists(connection, SNOOZES, look.job());
                Rows.execute(connection, place.leave(), look.job());
                END.update(
                        connection,
                        insert -> insert.uuid("job", look.job())
                                .text("state", fresh ? "EXPIRED" : "DEAD")
                                .number("attempt", attempt)
                                .text("reason", fresh ? null : OVER));
                return true;
            }
        }
        return false;
    }

    private static void keep(Connection connection, List<Look> looks, Instant now) throws SQLException {
        Rows.each(
                connection,
                KEEP,
                looks,
                (insert, look) -> insert.uuid("job", look.job())
                        .instant("start", look.start())
                        .instant("end", look.end())
                        .instant("look", passed(look.end(), now) ? now.plus(AGAIN) : look.end()));
    }

    private static boolean passed(@Nullable Instant instant, Instant now) {
        return instant != null && !instant.isAfter(now);
    }

    /** A job of which an instant has passed. */
    private record Look(
            UUID job, @Nullable Instant start, @Nullable Instant end) {

        boolean ends(int attempt, Instant now) {
            return passed(end, now) || (attempt == 1 && passed(start, now));
        }
    }
}
