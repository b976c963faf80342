package io.nightshift.store.bulk;

import io.nightshift.api.bulk.BulkAction;
import io.nightshift.api.bulk.BulkReply;
import io.nightshift.api.bulk.BulkTally;
import io.nightshift.api.job.JobId;
import io.nightshift.store.key.Settlement;
import io.nightshift.store.port.ChunkMove;
import io.nightshift.store.sql.Rows;
import io.nightshift.store.sql.Sql;
import io.nightshift.store.sql.SqlFile;
import io.nightshift.store.sql.Transactor;
import io.nightshift.store.sql.Values;
import io.nightshift.store.steer.JobChunk;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
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

    private static final SqlFile FILE = SqlFile.of(JdbcBulkStore.class);
    private static final Sql START = FILE.statement("start", "job", "who", "action", "what", "dry");
    private static final Sql FIND = FILE.statement("find", "job");
    private static final Sql LOCK = FILE.statement("lock", "job");
    private static final Sql NEWEST = FILE.statement("newest", "limit");
    private static final Sql OLDER = FILE.statement("older", "before", "limit");
    private static final Sql END = FILE.statement("end", "job");
    private static final Sql MARK = FILE.statement("mark", "to", "matched", "done", "skipped", "reasons", "job");

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
        joined.transact(
                "Starting operation " + job,
                connection -> START.update(
                        connection,
                        insert -> insert.uuid("job", job.value())
                                .text("who", Values.fit(who, 200))
                                .text("action", action.name())
                                .text("what", Values.fit(what, 2_000))
                                .flag("dry", dryRun)));
    }

    @Override
    public Optional<Operation> find(JobId job) {
        return own.call("Reading operation " + job, connection -> Optional.ofNullable(read(connection, FIND, job)));
    }

    @Override
    public List<Operation> page(@Nullable JobId before, int limit) {
        return own.call(
                "Reading operations",
                connection -> before == null
                        ? NEWEST.list(connection, select -> select.number("limit", limit), JdbcBulkStore::operation)
                        : OLDER.list(
                                connection,
                                select -> select.uuid("before", before.value()).number("limit", limit),
                                JdbcBulkStore::operation));
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
        return own.transact("Ending operation " + job, connection -> Rows.execute(connection, END, job.value()) > 0);
    }

    private static BulkTally lock(Connection connection, JobId job, @Nullable JobId from) throws SQLException {
        Operation operation = read(connection, LOCK, job);
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
        MARK.update(
                connection,
                update -> update.uuid("to", to == null ? null : to.value())
                        .number("matched", tally.matched())
                        .number("done", tally.done())
                        .number("skipped", tally.skipped())
                        .text("reasons", Reasons.write(tally.reasons()))
                        .uuid("job", job.value()));
        return tally;
    }

    private static @Nullable Operation read(Connection connection, Sql sql, JobId job) throws SQLException {
        return sql.first(connection, select -> select.uuid("job", job.value()), JdbcBulkStore::operation);
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
