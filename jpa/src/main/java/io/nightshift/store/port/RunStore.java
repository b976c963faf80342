package io.nightshift.store.port;

import io.nightshift.api.handler.JobContext.LogLevel;
import io.nightshift.api.job.JobId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What running jobs tell of themselves: progress, log lines, checkpoints. */
public interface RunStore {

    /** Stores the last reports; one statement for many jobs. */
    void progress(List<Report> reports);

    /** Appends log lines; one statement for many jobs. */
    void log(List<Line> lines);

    /** The job's last checkpoint. */
    Optional<String> checkpoint(JobId id);

    /**
     * Stores a checkpoint, in the transaction of the caller's thread if there is one.
     *
     * @return false if a later attempt has stored one, or the job is no longer claimed with this attempt: nothing was
     *     written
     */
    boolean checkpoint(JobId id, int attempt, String content);

    /**
     * How far a job is.
     *
     * @param id the job
     * @param attempt that reports
     * @param done units finished
     * @param total units in all; 0 if unknown
     * @param note for people; empty for none
     * @param node name of the node
     * @param ran how long the attempt has run
     */
    record Report(JobId id, int attempt, long done, long total, String note, String node, Duration ran) {}

    /**
     * A line of a job's log.
     *
     * @param id the job
     * @param attempt that wrote it
     * @param line its number in the attempt, from 1
     * @param level its weight
     * @param message at most 2,000 characters
     * @param ago how long ago it was written
     */
    record Line(JobId id, int attempt, int line, LogLevel level, String message, Duration ago) {}
}
