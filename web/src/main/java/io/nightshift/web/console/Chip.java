package io.nightshift.web.console;

import io.nightshift.api.job.JobState;
import java.util.Locale;

/** A state as people see it: its word, and the name of its colour and shape in the sheet and the icons. */
public enum Chip {
    SCHEDULED,
    /** SCHEDULED after at least one attempt failed. */
    RETRYING,
    BLOCKED,
    READY,
    RUNNING,
    SUCCEEDED,
    DEAD,
    CANCELLED,
    EXPIRED,
    /** Of queues and schedules, not of jobs. */
    PAUSED;

    /**
     * The chip of a job.
     *
     * @param attempt the attempt that comes next, runs, or ran last; from 1
     */
    public static Chip of(JobState state, int attempt) {
        if (state == JobState.SCHEDULED && attempt > 1) {
            return RETRYING;
        }
        return valueOf(state.name());
    }

    /** On the screen; the same as everywhere else. */
    public String getWord() {
        return name();
    }

    /** In the sheet as {@code .s-…} and in the icons as {@code #…}. */
    public String getCss() {
        return name().toLowerCase(Locale.ROOT);
    }
}
