package io.nightshift.engine.watch;

import io.nightshift.api.job.JobId;
import java.time.Duration;

/** Tells callers when jobs have ended, wherever in the cluster. Safe for concurrent use. */
public interface JobEnds {

    /**
     * Waits for a job without a thread.
     *
     * @param id the job; for one that does not exist the time passes
     * @param most how long, from zero on
     * @param then called once, from any thread, unless the watcher has left before: the job has ended, the time is over or this
     *     node stops, so it looks how the job stands. It must not wait for anything
     * @throws CrowdedException if as many wait already as may
     */
    Watch watch(JobId id, Duration most, Runnable then);

    /** Lets everybody go, because this node stops; whoever comes later is let go at once. */
    void close();

    /** How many wait. */
    int watchers();

    /** Somebody who waits. */
    interface Watch {

        /** Leaves; false if it was called already, or is called at this moment. */
        boolean leave();
    }
}
