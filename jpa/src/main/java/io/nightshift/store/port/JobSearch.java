package io.nightshift.store.port;

import io.nightshift.api.job.JobId;
import io.nightshift.api.job.JobSnapshot;
import io.nightshift.api.job.JobState;
import io.nightshift.api.job.Progress;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The read side: never locks, never changes anything, and no read grows with the history. */
public interface JobSearch {

    /** All that is known of one job. */
    Optional<JobSnapshot> find(JobId id);

    /** States (with progress) of several jobs, for lists that update themselves; unknown ids are left out. */
    Map<JobId, Row> rows(Collection<JobId> ids);

    /** A page of jobs. */
    Page search(Query query);

    /**
     * The lines of a job's log in order.
     *
     * @param after only lines behind this one; null from the start
     * @param limit at most this many, up to 1,000
     */
    List<LogLine> log(JobId id, @Nullable LogPosition after, int limit);

    /** What was tried before an operator's retries, oldest first. */
    List<PastOutcome> history(JobId id);

    /**
     * Which jobs.
     *
     * @param states any of these; empty for all
     * @param type exactly this; null for all
     * @param queue exactly this; null for all
     * @param tenant is for exactly this; null for all
     * @param submitter was submitted by exactly this; null for all. No index leads there: a search for somebody with few jobs
     *     among many stops after its share of candidates
     * @param tag carries this; null for all
     * @param text is contained in the id, type, arguments, or last error's message, whatever the case; null for all
     * @param submittedFrom submitted at or after; null for no bound
     * @param submittedBefore submitted before; null for no bound
     * @param cursor where the page starts: the id of the last row of the page before; null for the first page
     * @param backwards true for the page before {@code cursor} instead of the one after
     * @param limit rows, 1 to 200
     */
    record Query(
            Collection<JobState> states,
            @Nullable String type,
            @Nullable String queue,
            @Nullable String tenant,
            @Nullable String submitter,
            @Nullable String tag,
            @Nullable String text,
            @Nullable Instant submittedFrom,
            @Nullable Instant submittedBefore,
            @Nullable JobId cursor,
            boolean backwards,
            int limit) {

        /** All jobs, newest first. */
        public static Query all(int limit) {
            return new Query(List.of(), null, null, null, null, null, null, null, null, null, false, limit);
        }

        /** The same of one submitter's jobs. */
        public Query of(String by) {
            return new Query(
                    states,
                    type,
                    queue,
                    tenant,
                    by,
                    tag,
                    text,
                    submittedFrom,
                    submittedBefore,
                    cursor,
                    backwards,
                    limit);
        }
    }

    /**
     * Rows, newest first.
     *
     * @param rows at most the limit
     * @param older cursor of the next page; null if this is the last. Present with few or no rows too: then the search
     *     stopped after examining its share of candidates ({@code examinedAll} false) and goes on from there
     * @param newer cursor (to be used backwards) of the page before; null on the first page
     * @param examinedAll false if the search stopped at its limit of examined candidates before the page was full
     */
    record Page(
            List<Row> rows, @Nullable JobId older, @Nullable JobId newer, boolean examinedAll) {}

    /**
     * One line of a list.
     *
     * @param tenant for whom it is; null if it names none
     * @param error message of the last failed attempt; null if none
     */
    record Row(
            JobId id,
            String type,
            String queue,
            int priority,
            JobState state,
            int attempt,
            int maxAttempts,
            List<String> tags,
            @Nullable String tenant,
            String submitter,
            Instant submittedAt,
            @Nullable Instant dueAt,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt,
            @Nullable String node,
            @Nullable Progress progress,
            @Nullable String error) {}

    /** A line of a job's log with its place. */
    record LogLine(LogPosition position, Instant at, String level, String message) {}

    /** The place of a log line. */
    record LogPosition(int attempt, int line) {}

    /**
     * An outcome that a retry took away.
     *
     * @param reason why it had ended, where no attempt's error says so; null for none
     */
    record PastOutcome(
            JobState state,
            int attempt,
            @Nullable Instant startedAt,
            Instant finishedAt,
            @Nullable String node,
            @Nullable String reason,
            String retriedBy,
            Instant retriedAt) {}
}
