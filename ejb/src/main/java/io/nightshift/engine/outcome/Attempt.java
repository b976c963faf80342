package io.nightshift.engine.outcome;

import io.nightshift.api.handler.JobContext.LogLevel;

/** What has to be known of an attempt to say what its end means. */
public interface Attempt {

    /** Which try of its job it is, from 1. */
    int number();

    /** Why it should stop. */
    StopReason stopReason();

    /** Adds a line to the job's log. */
    void log(LogLevel level, String message);
}
