package io.nightshift.store.job;

import io.nightshift.api.client.CancelReply;
import io.nightshift.api.client.RetryReply;
import io.nightshift.api.job.JobId;
import io.nightshift.api.job.JobState;
import io.nightshift.store.dialect.Dialect;
import io.nightshift.store.dialect.Transactor;
import io.nightshift.store.dialect.Transactor.Work;
import io.nightshift.store.dialect.Values;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Runs each move in a transaction. The moves themselves are classes of their own, one per move and database. */
public final class JdbcJobStore implements JobStore {

    private final Transactor transactor;
    private final boolean oneStatement;
    private final JobInsert insert;
    private final Claim claim;
    private final LimitedClaim limitedClaim;
    private final Finish finish;
    private final Release release;
    private final Cancel cancel;
    private final Retry retry = new Retry();
    private final Promote promote;
    private final Expire expire;
    private final Rescue rescue;
    private final Marks marks;
    private final Prune prune;

    /**
     * Uses a database.
     *
     * @param transactor runs the moves
     * @param dialect the database's
     * @param ids names the claims
     */
    public JdbcJobStore(Transactor transactor, Dialect dialect, JobIds ids) {
        this.transactor = transactor;
        this.insert = JobInsert.on(dialect);
        this.oneStatement = insert.oneStatement();
        boolean h2 = dialect == Dialect.H2;
        this.claim = h2 ? new H2Claim(ids) : new PgClaim(ids);
        this.limitedClaim = new LimitedClaim(claim, dialect);
        this.finish = h2 ? new H2Finish() : new PgFinish();
        this.release = h2 ? new H2Release() : new PgRelease();
        this.cancel = new Cancel(dialect);
        this.promote = h2 ? new H2Promote() : new PgPromote();
        this.expire = h2 ? new H2Expire() : new PgExpire();
        this.rescue = h2 ? new H2Rescue() : new PgRescue();
        this.marks = new Marks(dialect);
        this.prune = new Prune(dialect);
    }

    @Override
    public List<Inserted> insert(List<NewJob> jobs) {
        return move("Storing " + jobs.size() + " jobs", connection -> insert.insert(connection, jobs));
    }

    @Override
    public List<Inserted> insertAll(List<NewJob> jobs) {
        String doing = "Storing " + jobs.size() + " jobs, all or none";
        if (jobs.stream().allMatch(job -> job.key() == null)) {
            return move(doing, connection -> insert.insert(connection, jobs));
        }
        try {
            return transactor.transact(doing, connection -> {
                List<Inserted> answers = insert.insert(connection, jobs);
                if (answers.stream().anyMatch(answer -> answer.kind() == Inserted.Kind.CONFLICT)) {
                    throw new Undo(answers);
                }
                return answers;
            });
        } catch (Undo undo) {
            return undo.answers;
        }
    }

    @Override
    public @Nullable Claimed claim(
            UUID incarnation, String queue, Collection<String> types, int limit, Claimed.@Nullable Cursor after) {
        if (types.isEmpty() || limit <= 0) {
            return null;
        }
        return move(
                        "Claiming from queue " + queue,
                        connection -> Optional.ofNullable(
                                claim.claim(connection, incarnation, queue, types, limit, after, null)))
                .orElse(null);
    }

    @Override
    public Allotted claimLimited(
            UUID incarnation, String queue, Collection<String> types, int limit, Claimed.@Nullable Cursor after) {
        if (types.isEmpty() || limit <= 0) {
            return new Allotted(null, false, null);
        }
        return transactor.transact(
                "Claiming from queue " + queue + " within limits",
                connection -> limitedClaim.claim(connection, incarnation, queue, types, limit, after));
    }

    @Override
    public Set<JobId> finish(UUID incarnation, List<Finished> ended) {
        if (ended.isEmpty()) {
            return Set.of();
        }
        return move(
                "Finishing " + ended.size() + " attempts", connection -> finish.finish(connection, incarnation, ended));
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
            try (PreparedStatement select =
                    connection.prepareStatement("select id, job_ids from claim where incarnation = ?")) {
                select.setObject(1, incarnation);
                try (ResultSet row = select.executeQuery()) {
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
        return transactor.transact("Cancelling job " + id, connection -> cancel.cancel(connection, id, by));
    }

    @Override
    public Set<JobId> cancelRequests(Collection<JobId> running) {
        if (running.isEmpty()) {
            return Set.of();
        }
        return transactor.call("Reading requests to cancel", connection -> Cancel.requested(connection, running));
    }

    @Override
    public RetryReply retry(JobId id, String by) {
        return transactor.transact("Retrying job " + id, connection -> retry.retry(connection, id, by));
    }

    @Override
    public Map<String, Integer> promote(int limit) {
        return move("Promoting due jobs", connection -> promote.promote(connection, limit));
    }

    @Override
    public int expire(int limit) {
        return move("Expiring jobs", connection -> expire.expire(connection, limit));
    }

    @Override
    public Map<String, Integer> rescue(int maxClaims, int maxLosses) {
        return move("Rescuing jobs", connection -> rescue.rescue(connection, maxClaims, maxLosses));
    }

    @Override
    public void started(JobId id, int attempt, String node, Duration ago) {
        transactor.transact("Marking the start of job " + id, connection -> {
            marks.started(connection, id, attempt, node, ago);
            return true;
        });
    }

    @Override
    public int prune(Set<JobState> states, Duration age, int limit) {
        return transactor.transact("Pruning jobs", connection -> prune.prune(connection, states, age, limit));
    }

    /** One statement on PostgreSQL, which needs no transaction around it; several on H2. */
    private <T> T move(String doing, Work<T> work) {
        return oneStatement ? transactor.call(doing, work) : transactor.transact(doing, work);
    }

    /** Leaves a transaction so that it is undone; carries the answer out. */
    private static final class Undo extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient List<Inserted> answers;

        Undo(List<Inserted> answers) {
            super(null, null, false, false);
            this.answers = answers;
        }
    }
}
