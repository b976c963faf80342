package io.nightshift.store.port;

import io.nightshift.api.client.CancelReply;
import io.nightshift.api.client.RetryReply;
import io.nightshift.api.job.JobId;
import io.nightshift.api.job.JobState;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The moves of a job between its places. Each call is one transaction, durable when it returns; if it throws, nothing
 * happened or, after a lost connection, the caller cannot know and must ask again. Safe for concurrent use.
 */
public interface JobStore {

    /**
     * Stores jobs, each for itself: an idempotency key that exists already does not keep the others out. A job whose gate
     * is shut is BLOCKED. In somebody else's transaction every job with a gate is, until {@link #admit} is called after it.
     *
     * <p>For jobs of several callers: an idempotency key that somebody else's open transaction holds is waited for for a moment
     * only, then a passing exception says that it is locked, and nothing was stored. {@link #insertAll} waits for some seconds.
     *
     * <p>Jobs with a unique key are taken in the order of the list. A pending job that one of them replaces is CANCELLED.
     *
     * @param jobs 1 to 10,000
     * @return what became of each, in the same order
     */
    List<Inserted> insert(List<NewJob> jobs);

    /**
     * Stores jobs, all or none: if any answer is a CONFLICT, nothing was stored (then the others' kinds mean nothing).
     *
     * @param jobs 1 to 10,000
     * @return what became of each, in the same order
     */
    List<Inserted> insertAll(List<NewJob> jobs);

    /**
     * Takes ready jobs of a queue for a node, an equal share of each tenant that is asked: ready to RUNNING. May be lost in
     * a crash of the database, in which case the jobs are still ready and {@link #finish} will say "fenced".
     *
     * @param incarnation the node
     * @param queue where to take from
     * @param types the job types this node can run; others are left alone
     * @param turns the tenants, and from where on; no tenant twice
     * @param limit at most this many; if that is less than the tenants, the first of them get one each
     * @return null if nothing was taken
     */
    @Nullable
    Claimed claim(UUID incarnation, String queue, Collection<String> types, List<Turn> turns, int limit);

    /** The same for jobs without a tenant. */
    default @Nullable Claimed claim(
            UUID incarnation, String queue, Collection<String> types, int limit, Claimed.@Nullable Cursor after) {
        return claim(incarnation, queue, types, List.of(new Turn(Turn.NOBODY, after)), limit);
    }

    /**
     * Takes ready jobs as {@link #claim} does, but never more than the limits of the queue and of the type allow in the
     * whole cluster; nothing if either is paused.
     *
     * @param types several of which none has settings of its own, or one alone
     */
    Allotted claimLimited(UUID incarnation, String queue, Collection<String> types, List<Turn> turns, int limit);

    /** The same for jobs without a tenant. */
    default Allotted claimLimited(
            UUID incarnation, String queue, Collection<String> types, int limit, Claimed.@Nullable Cursor after) {
        return claimLimited(incarnation, queue, types, List.of(new Turn(Turn.NOBODY, after)), limit);
    }

    /**
     * Tenants with ready jobs in a queue, by name. Costs a look into an index for each.
     *
     * @param after only names behind this one; null from the start, which is {@link Turn#NOBODY}
     * @param limit at most this many
     */
    List<String> tenants(String queue, @Nullable String after, int limit);

    /**
     * Looks at the oldest ready job of each of these tenants, and tells where it lies if better priorities are before it.
     * Jobs are as old as their submission. Costs ten looks into an index for each tenant.
     *
     * @param turns the tenants, and behind which place to look
     * @param age younger ones are not told of
     * @return turns that begin with those jobs
     */
    List<Turn> overtaken(String queue, Collection<String> types, List<Turn> turns, Duration age);

    /**
     * Writes down attempts that ended: RUNNING to SUCCEEDED, DEAD, CANCELLED, EXPIRED, or to SCHEDULED for the next
     * attempt; and those that snooze: RUNNING to SCHEDULED with the same attempt.
     *
     * <p>A job with a key gives it free, an ordering key only if it has ended, and the next one that waits becomes ready.
     *
     * @return the jobs that this incarnation no longer held ("fenced"): nothing was written for them
     */
    default Set<JobId> finish(UUID incarnation, List<Finished> ended) {
        return finish(incarnation, ended, queue -> {});
    }

    /**
     * The same, and tells which queues have got jobs whose key became free.
     *
     * @param ready called with such queues after the commit
     */
    Set<JobId> finish(UUID incarnation, List<Finished> ended, Consumer<String> ready);

    /**
     * Which of these attempts an earlier {@link #finish} has written. For one whose answer was lost with the connection: repeated,
     * it says "fenced" of what it had written itself. Of attempts that snoozed nothing is known.
     */
    Set<JobId> written(Collection<Finished> doubtful);

    /**
     * Gives back jobs of a claim that were not started: RUNNING to READY, no attempt spent.
     *
     * @param jobs null for the whole claim
     * @return how many were given back
     */
    int release(UUID incarnation, UUID claimId, @Nullable Collection<JobId> jobs);

    /** The claims of a node as they stand in the store: claim to job ids. */
    Map<UUID, List<JobId>> claimsOf(UUID incarnation);

    /**
     * Stops a job: SCHEDULED, BLOCKED or READY to CANCELLED at once; for RUNNING a request is stored, which its node
     * hears of.
     */
    CancelReply cancel(JobId id, String by);

    /** Which of these running jobs somebody wants to stop. */
    Set<JobId> cancelRequests(Collection<JobId> running);

    /**
     * Makes a job that ended DEAD, CANCELLED or EXPIRED ready again; its outcome moves to the history, its time limit begins
     * anew.
     */
    RetryReply retry(JobId id, String by);

    /**
     * Moves due jobs: SCHEDULED to READY; to BLOCKED if their key is not free.
     *
     * @return how many per queue
     */
    Map<String, Integer> promote(int limit);

    /**
     * Lets blocked jobs through their gates: BLOCKED to READY. Only needed for jobs that were stored in somebody else's
     * transaction, in which no gate must be locked; the other moves do it themselves.
     *
     * @return the queues that have got ready jobs
     */
    Set<String> admit(Collection<Gate> gates);

    /**
     * Gives free the keys of jobs that have left, and lets the next through. Only needed for jobs that were moved in somebody
     * else's transaction, after its commit.
     *
     * @return the queues that have got ready jobs
     */
    Set<String> settle(Collection<JobId> moved);

    /**
     * Finds keys whose holder is over, and free keys for which jobs wait: that happens only if something was lost. Looks
     * at a part of them and goes on there with the next call.
     *
     * @return how many jobs per queue became ready
     */
    Map<String, Integer> mend(int limit);

    /**
     * Ends jobs that wait although their deadline to start or their time limit is over: SCHEDULED, BLOCKED or READY to EXPIRED
     * before the first attempt, to DEAD after it.
     *
     * @return how many
     */
    int expire(int limit);

    /**
     * Takes jobs from nodes whose lease has ended: RUNNING to READY with the next attempt, or to DEAD once an attempt
     * that had certainly started was lost {@code maxLosses} times.
     *
     * <p>A first attempt leaves no mark when it starts, so losing it always leads to a second attempt; later attempts
     * leave one ({@link #started}), so a neighbour that merely lay in the same claim is not blamed.
     *
     * @param maxClaims at most this many claims
     * @return how many jobs per queue became ready
     */
    Map<String, Integer> rescue(int maxClaims, int maxLosses);

    /** Marks that attempts have started, for second and later attempts and for long runs. */
    void started(Collection<Started> started, String node);

    /** Whether this job has snoozed, and therefore started, with whatever attempt. */
    boolean snoozed(JobId id);

    /**
     * An attempt that has started.
     *
     * @param id the job
     * @param attempt its number
     * @param ago how long ago
     */
    record Started(JobId id, int attempt, Duration ago) {}

    /**
     * Removes terminal jobs and all that hangs on them.
     *
     * @param age ended longer ago than this
     * @return how many
     */
    int prune(Set<JobState> states, Duration age, int limit);

    /**
     * Removes idempotency keys that have a period of their own which is over.
     *
     * @return how many
     */
    int pruneKeys(int limit);
}
