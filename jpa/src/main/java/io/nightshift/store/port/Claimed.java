package io.nightshift.store.port;

import io.nightshift.api.job.JobId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Jobs that a node took from a queue in one move.
 *
 * @param id the claim; its jobs finish under it
 * @param jobs what was taken; never empty. Of each tenant by priority then age, and of several tenants in turns
 * @param each how many of each tenant were looked for: one that gave fewer had no more
 */
public record Claimed(UUID id, List<Job> jobs, int each) {

    /**
     * One job of a claim, with all that is needed to run it.
     *
     * @param id the job
     * @param attempt the attempt to run, from 1
     * @param type its type
     * @param queue its queue
     * @param tenant for whom it is; {@link Turn#NOBODY} if it names none
     * @param priority 0 to 9
     * @param args a JSON object
     * @param maxAttempts failed attempts after which it is given up
     * @param timeout of this attempt; zero for none
     * @param startBefore latest first start; null for none
     * @param keyed whether it holds a key that its end may give free
     * @param endBefore when its time limit is over; null for none
     */
    public record Job(
            JobId id,
            int attempt,
            String type,
            String queue,
            String tenant,
            int priority,
            String args,
            int maxAttempts,
            Duration timeout,
            @Nullable Instant startBefore,
            boolean keyed,
            @Nullable Instant endBefore) {

        /** Where it lay in its tenant's order. */
        public Cursor place() {
            return new Cursor(priority, id);
        }
    }

    /** The place of the last job taken, above which the next claim of the same queue and tenant starts. */
    public Cursor cursor() {
        return jobs.get(jobs.size() - 1).place();
    }

    /**
     * A place in the order of a queue's tenant.
     *
     * @param priority 0 to 9
     * @param id a job's
     */
    public record Cursor(int priority, JobId id) {}
}
