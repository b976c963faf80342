package io.nightshift.store.move;

import io.nightshift.api.client.CancelReply;
import io.nightshift.api.client.RetryReply;
import io.nightshift.api.job.JobId;
import io.nightshift.api.job.JobState;
import io.nightshift.store.claim.Claim;
import io.nightshift.store.claim.LimitedClaim;
import io.nightshift.store.claim.TenantRows;
import io.nightshift.store.duty.Expire;
import io.nightshift.store.duty.Promote;
import io.nightshift.store.duty.Prune;
import io.nightshift.store.duty.Rescue;
import io.nightshift.store.finish.Finish;
import io.nightshift.store.finish.Release;
import io.nightshift.store.finish.Written;
import io.nightshift.store.id.JobIds;
import io.nightshift.store.key.Gates;
import io.nightshift.store.key.Settlement;
import io.nightshift.store.port.Allotted;
import io.nightshift.store.port.Claimed;
import io.nightshift.store.port.Finished;
import io.nightshift.store.port.Gate;
import io.nightshift.store.port.Inserted;
import io.nightshift.store.port.JobStore;
import io.nightshift.store.port.NewJob;
import io.nightshift.store.port.Turn;
import io.nightshift.store.run.Marks;
import io.nightshift.store.sql.Bound;
import io.nightshift.store.sql.Rows;
import io.nightshift.store.sql.Sql;
import io.nightshift.store.sql.SqlFile;
import io.nightshift.store.sql.Transactor;
import io.nightshift.store.sql.Transactor.Work;
import io.nightshift.store.sql.Values;
import io.nightshift.store.steer.Cancel;
import io.nightshift.store.steer.CancelRequests;
import io.nightshift.store.steer.Retry;
import io.nightshift.store.submit.Insertion;
import io.nightshift.store.submit.JobInsert;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Runs each move in a transaction. The moves themselves are classes of their own, one per move and database. */
public final class JdbcJobStore implements JobStore {

    private static final SqlFile FILE = SqlFile.of(JdbcJobStore.class);
    private static final Sql CLAIMS_OF = FILE.statement("claims-of", "incarnation");
    private static final Sql SNOOZED = FILE.statement("snoozed", "job");

    private final Transactor transactor;
    private final boolean oneStatement;
    private final Insertion insertion;
    private final Claim claim;
    private final LimitedClaim limitedClaim;
    private final TenantRows tenants;
    private final Finish finish;
    private final Release release;
    private final Gates gates;
    private final Settlement settlement;
    private final Promote promote;
    private final Expire expire;
    private final Rescue rescue;
    private final Marks marks;
    private final Prune prune;

    /**
     * Uses a database.
     *
     * @param transactor runs the moves
     * @param moves the database's statements
     * @param ids names the claims
     */
    public JdbcJobStore(Transactor transactor, Moves moves, JobIds ids) {
        this.transactor = transactor;
        // In a caller's transaction only the caller's own bounds count.
        JobInsert insert =
                new JobInsert(transactor.shortLived() ? moves.insert().hurried() : moves.insert());
        this.oneStatement = insert.oneStatement();
        this.claim = moves.claim(ids);
        this.limitedClaim = new LimitedClaim(claim);
        this.tenants = moves.tenants();
        this.finish = moves.finish();
        this.release = moves.release();
        this.gates = new Gates(moves.gates());
        this.settlement = new Settlement(transactor, gates);
        this.insertion = new Insertion(transactor, insert, gates, settlement);
        this.promote = moves.promote();
        this.expire = moves.expire();
        this.rescue = moves.rescue();
        this.marks = new Marks(moves.marks());
        this.prune = new Prune(moves.prune());
    }

    @Override
    public List<Inserted> insert(List<NewJob> jobs) {
        return insertion.insert(jobs);
    }

    @Override
    public List<Inserted> insertAll(List<NewJob> jobs) {
        return insertion.insertAll(jobs);
    }

    @Override
    public @Nullable Claimed claim(
            UUID incarnation, String queue, Collection<String> types, List<Turn> turns, int limit) {
        if (types.isEmpty() || turns.isEmpty() || limit <= 0) {
            return null;
        }
        return move(
                        "Claiming from queue " + queue,
                        connection -> Optional.ofNullable(
                                claim.claim(connection, incarnation, queue, types, limit, turns, null)))
                .orElse(null);
    }

    @Override
    public Allotted claimLimited(
            UUID incarnation, String queue, Collection<String> types, List<Turn> turns, int limit) {
        if (types.isEmpty() || turns.isEmpty() || limit <= 0) {
            return new Allotted(null, false, null);
        }
        return transactor.transact(
                "Claiming from queue " + queue + " within limits",
                connection -> limitedClaim.claim(connection, incarnation, queue, types, limit, turns));
    }

    @Override
    public List<String> tenants(String queue, @Nullable String after, int limit) {
        return transactor.call(
                "Reading the tenants of queue " + queue, connection -> tenants.names(connection, queue, after, limit));
    }

    @Override
    public List<Turn> overtaken(String queue, Collection<String> types, List<Turn> turns, Duration age) {
        if (types.isEmpty() || turns.isEmpty()) {
            return List.of();
        }
        return transactor.call(
                "Reading what waits longest in queue " + queue,
                connection -> tenants.overtaken(connection, queue, types, turns, age));
    }

    @Override
    public Set<JobId> finish(UUID incarnation, List<Finished> ended, Consumer<String> ready) {
        if (ended.isEmpty()) {
            return Set.of();
        }
        String doing = "Finishing " + ended.size() + " attempts";
        List<UUID> keyed = ended.stream()
                .filter(Finished::keyed)
                .map(one -> one.id().value())
                .toList();
        if (keyed.isEmpty()) {
            return move(doing, connection -> finish.finish(connection, incarnation, ended));
        }
        Set<String> skipped = new HashSet<>();
        Set<String> queues = new HashSet<>();
        Set<JobId> fenced = transactor.transact(doing, connection -> {
            Set<JobId> lost = finish.finish(connection, incarnation, ended);
            queues.clear();
            skipped.clear();
            List<UUID> left =
                    keyed.stream().filter(job -> !lost.contains(new JobId(job))).toList();
            queues.addAll(passed(gates.left(connection, left), skipped));
            return lost;
        });
        settlement.settle(skipped).forEach(admitted -> queues.add(admitted.queue()));
        queues.forEach(ready);
        return fenced;
    }

    @Override
    public Set<JobId> written(Collection<Finished> doubtful) {
        return transactor.call(
                "Reading whether " + doubtful.size() + " attempts were written",
                connection -> Written.of(connection, doubtful));
    }

    @Override
    public Set<String> admit(Collection<Gate> shut) {
        return queues(settlement.settle(shut.stream().map(Gate::name).collect(Collectors.toSet())));
    }

    @Override
    public Set<String> settle(Collection<JobId> moved) {
        List<UUID> jobs = moved.stream().map(JobId::value).toList();
        return queues(settlement.settle(transactor.call(
                "Reading the keys of " + jobs.size() + " jobs", connection -> Gates.of(connection, jobs))));
    }

    @Override
    public Map<String, Integer> mend(int limit) {
        return settlement.mend(limit);
    }

    @Override
    public int release(UUID incarnation, UUID claimId, @Nullable Collection<JobId> jobs) {
        return move(
                "Releasing jobs of claim " + claimId,
                connection -> release.release(connection, incarnation, claimId, jobs));
    }

    @Override
    public Map<UUID, List<JobId>> claimsOf(UUID incarnation) {
        return transactor.call("Reading the claims of " + incarnation, connection -> {
            Map<UUID, List<JobId>> claims = new HashMap<>();
            try (Bound select = CLAIMS_OF.on(connection)) {
                select.uuid("incarnation", incarnation);
                try (ResultSet row = select.query()) {
                    while (row.next()) {
                        claims.put(
                                row.getObject(1, UUID.class),
                                Values.uuids(row, 2).stream().map(JobId::new).toList());
                    }
                }
            }
            return claims;
        });
    }

    @Override
    public CancelReply cancel(JobId id, String by) {
        CancelReply reply =
                transactor.transact("Cancelling job " + id + " for " + by, connection -> Cancel.cancel(connection, id));
        if (reply == CancelReply.CANCELLED && transactor.shortLived()) {
            settle(List.of(id));
        }
        return reply;
    }

    @Override
    public Set<JobId> cancelRequests(Collection<JobId> running) {
        if (running.isEmpty()) {
            return Set.of();
        }
        return transactor.call("Reading requests to cancel", connection -> CancelRequests.of(connection, running));
    }

    @Override
    public RetryReply retry(JobId id, String by) {
        RetryReply reply = transactor.transact("Retrying job " + id, connection -> Retry.retry(connection, id, by));
        if (reply == RetryReply.RETRIED && transactor.shortLived()) {
            settle(List.of(id));
        }
        return reply;
    }

    @Override
    public Map<String, Integer> promote(int limit) {
        Promote.Promoted promoted = move("Promoting due jobs", connection -> promote.promote(connection, limit));
        settlement.keep(promoted.gates());
        settlement.again().forEach((queue, jobs) -> promoted.queues().putIfAbsent(queue, jobs));
        return promoted.queues();
    }

    @Override
    public int expire(int limit) {
        Set<String> skipped = new HashSet<>();
        int ended = transactor.transact("Expiring jobs", connection -> {
            skipped.clear();
            List<UUID> over = expire.expire(connection, limit);
            passed(gates.left(connection, over), skipped);
            return over.size();
        });
        settlement.keep(skipped);
        return ended;
    }

    @Override
    public Map<String, Integer> rescue(int maxClaims, int maxLosses) {
        Set<String> skipped = new HashSet<>();
        Map<String, Integer> queues = transactor.transact("Rescuing jobs", connection -> {
            skipped.clear();
            Rescue.Rescued rescued = rescue.rescue(connection, maxClaims, maxLosses);
            passed(gates.left(connection, rescued.ended()), skipped);
            return rescued.queues();
        });
        settlement.keep(skipped);
        return queues;
    }

    @Override
    public void started(Collection<Started> started, String node) {
        if (!started.isEmpty()) {
            transactor.transact("Marking the start of " + started.size() + " jobs", connection -> {
                marks.started(connection, started, node);
                return true;
            });
        }
    }

    @Override
    public boolean snoozed(JobId id) {
        return transactor.call(
                "Reading whether job " + id + " has snoozed",
                connection -> Rows.exists(connection, SNOOZED, id.value()));
    }

    @Override
    public int prune(Set<JobState> states, Duration age, int limit) {
        return transactor.transact("Pruning jobs", connection -> prune.prune(connection, states, age, limit));
    }

    @Override
    public int pruneKeys(int limit) {
        return transactor.transact("Pruning idempotency keys", connection -> prune.pruneKeys(connection, limit));
    }

    /** Remembers what was skipped; answers the queues that have got jobs. */
    private static Set<String> passed(Gates.Passed passed, Set<String> skipped) {
        skipped.addAll(passed.skipped());
        return queues(passed.admitted());
    }

    private static Set<String> queues(List<Gates.Admitted> admitted) {
        return admitted.stream().map(Gates.Admitted::queue).collect(Collectors.toSet());
    }

    /** One statement on PostgreSQL, which needs no transaction around it; several on H2. */
    private <T> T move(String doing, Work<T> work) {
        return oneStatement ? transactor.call(doing, work) : transactor.transact(doing, work);
    }
}
