package io.nightshift.store.h2;

import io.nightshift.api.job.JobState;
import io.nightshift.store.duty.PruneRows;
import io.nightshift.store.sql.Sql;
import io.nightshift.store.sql.SqlFile;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Whoever sorts rows locks all he looks at, skipping or not; so this waits. */
final class H2PruneRows implements PruneRows {

    private static final SqlFile FILE = SqlFile.of(H2PruneRows.class);
    private static final Map<JobState, Sql> ENDED = new EnumMap<>(JobState.class);
    private static final Sql KEYS_OVER = FILE.statement("keys-over", "limit");

    static {
        for (JobState state : JobState.values()) {
            if (state.terminal()) {
                ENDED.put(
                        state,
                        FILE.statement(state.name().toLowerCase(Locale.ROOT), "after", "below", "before", "limit"));
            }
        }
    }

    @Override
    public List<UUID> ended(Connection connection, JobState state, UUID after, UUID below, Instant before, int limit)
            throws SQLException {
        return Objects.requireNonNull(ENDED.get(state), state + " is no end")
                .list(
                        connection,
                        select -> select.uuid("after", after)
                                .uuid("below", below)
                                .instant("before", before)
                                .number("limit", limit),
                        row -> row.getObject(1, UUID.class));
    }

    @Override
    public List<KeyName> over(Connection connection, int limit) throws SQLException {
        return KEYS_OVER.list(
                connection,
                select -> select.number("limit", limit),
                row -> new KeyName(row.getString(1), row.getString(2)));
    }
}
