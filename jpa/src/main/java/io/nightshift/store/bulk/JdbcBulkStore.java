package io.nightshift.store.bulk;

import io.nightshift.api.bulk.BulkAction;
import io.nightshift.api.bulk.BulkReply;
import io.nightshift.api.bulk.BulkTally;
import io.nightshift.api.job.JobId;
import io.nightshift.store.key.Settlement;
import io.nightshift.store.port.ChunkMove;
import io.nightshift.store.sql.Transactor;
import io.nightshift.store.sql.Values;
import io.nightshift.store.steer.JobChunk;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** In SQL. */
public final class JdbcBulkStore implements BulkStore {

    private static final String COLUMNS =
            "job_id, who, action, what, dry_run, started_at, walked_to, matched, done, skipped,"
                    + " reasons, ended_at from bulk_operation ";

    private final Transactor own;
    private final Transactor joined;
    private final JobChunk chunk;
    private final Settlement settlement;

    /**
     * Uses a database.
     *
     * @param own runs the chunks
     * @param joined runs what belongs to the caller's transaction
     * @param chunk moves the jobs of a chunk
     * @param settlement gives out the keys of moved jobs
     */
    public JdbcBulkStore(Transactor own, Transactor joined, JobChunk chunk, Settlement settlement) {
        this.own = own;
        this.joined = joined;
        this.chunk = chunk;
        this.settlement = settlement;
    }

    @Override
    public void start(JobId job, String who, BulkAction action, String what, boolean dryRun) {
        joined.transact("Starting operation " + job, connection -> {
            try (PreparedStatement insert = connection.prepareStatement("""
                    insert into bulk_operation (job_id, who, action, what, dry_run, started_at)
                    values (?, ?, ?, ?, ?, current_timestamp)""")) {
                insert.setObject(1, job.value());
                insert.setString(2, Values.fit(who, 200));
                insert.setString(3, action.name());
                insert.setString(4, Values.fit(what, 2_000));
                insert.setBoolean(5, dryRun);
                return insert.executeUpdate();
            }
        });
    }

    @Override
    public Optional<Operation> find(JobId job) {
        return own.call("Reading operation " + job, connection -> Optional.ofNullable(read(connection, job, "")));
    }

    @Override
    public List<Operation> page(@Nullable JobId before, int limit) {
        return own.call("Reading operations", connection -> {
            List<Operation> page = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement("select " + COLUMNS
                    + (before == null ? "" : "where job_id < ? ") + "order by job_id desc limit ?")) {
                if (before != null) {
                    select.setObject(1, before.value());
                }
                select.setInt(before == null ? 1 : 2, limit);
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        page.add(operation(row));
                    }
                }
            }
            return page;
        });
    }

    @Override
    public Stepped step(JobId job, @Nullable JobId from, @Nullable JobId to, List<JobId> jobs, ChunkMove move) {
        Set<String> gates = new HashSet<>();
        Stepped stepped = own.transact("Going on with operation " + job, connection -> {
            BulkTally before = lock(connection, job, from);
            JobChunk.Moved moved = chunk.move(connection, jobs, move);
            gates.clear();
            gates.addAll(moved.gates());
            Map<BulkReply, Long> replies = new EnumMap<>(BulkReply.class);
            moved.replies().values().forEach(reply -> replies.merge(reply, 1L, Long::sum));
            return new Stepped(mark(connection, job, to, before.plus(BulkTally.of(replies))), moved.queues());
        });
        settlement.settle(gates).forEach(admitted -> stepped.queues().add(admitted.queue()));
        return stepped;
    }

    @Override
    public Stepped pretend(JobId job, @Nullable JobId from, @Nullable JobId to, Map<BulkReply, Long> replies) {
        return own.transact("Going on with operation " + job, connection -> {
            BulkTally before = lock(connection, job, from);
            return new Stepped(mark(connection, job, to, before.plus(BulkTally.of(replies))), Set.of());
        });
    }

    @Override
    public boolean end(JobId job) {
        return own.transact("Ending operation " + job, connection -> {
            try (PreparedStatement update = connection.prepareStatement(
                    "update bulk_operation set ended_at = current_timestamp where job_id = ? and ended_at is null")) {
                update.setObject(1, job.value());
                return update.executeUpdate() > 0;
            }
        });
    }

    private static BulkTally lock(Connection connection, JobId job, @Nullable JobId from) throws SQLException {
        Operation operation = read(connection, job, " for update");
        if (operation == null) {
            throw new IllegalStateException("There is no operation " + job);
        }
        if (!Objects.equals(operation.walkedTo(), from)) {
            throw new IllegalStateException("Another attempt has gone on with operation " + job + " from " + from);
        }
        return operation.tally();
    }

    private static BulkTally mark(Connection connection, JobId job, @Nullable JobId to, BulkTally tally)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                update bulk_operation set walked_to = coalesce(?, walked_to), matched = ?, done = ?, skipped = ?, reasons = ?
                where job_id = ?""")) {
            Values.uuid(update, 1, to == null ? null : to.value());
            update.setLong(2, tally.matched());
            update.setLong(3, tally.done());
            update.setLong(4, tally.skipped());
            update.setString(5, Reasons.write(tally.reasons()));
            update.setObject(6, job.value());
            update.executeUpdate();
        }
        return tally;
    }

    private static @Nullable Operation read(Connection connection, JobId job, String lock) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select " + COLUMNS + "where job_id = ?" + lock)) {
            select.setObject(1, job.value());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? operation(row) : null;
            }
        }
    }

    private static Operation operation(ResultSet row) throws SQLException {
        UUID walkedTo = row.getObject(7, UUID.class);
        return new Operation(
                new JobId(row.getObject(1, UUID.class)),
                row.getString(2),
                BulkAction.valueOf(row.getString(3)),
                row.getString(4),
                row.getBoolean(5),
                Values.instantOf(row, 6),
                walkedTo == null ? null : new JobId(walkedTo),
                new BulkTally(row.getLong(8), row.getLong(9), row.getLong(10), Reasons.read(row.getString(11))),
                Values.instant(row, 12));
    }
}
