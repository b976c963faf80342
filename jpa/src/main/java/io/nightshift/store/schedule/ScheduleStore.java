package io.nightshift.store.schedule;

import io.nightshift.api.job.JobId;
import io.nightshift.store.port.NewJob;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The schedules and their firing. Each call is one transaction. */
public interface ScheduleStore {

    /** All schedules by name. */
    List<Schedule> all();

    /** One schedule. */
    Optional<Schedule> find(UUID id);

    /**
     * Adds a schedule.
     *
     * @return false if the name is taken; nothing was written
     */
    boolean insert(Schedule schedule);

    /**
     * Changes everything but the pause and the last trigger, if {@code version} is still the stored one.
     *
     * @return false if somebody else changed or removed it, or the new name is taken; nothing was written
     */
    boolean update(Schedule schedule);

    /** Removes a schedule and its record of triggers; its jobs stay. */
    boolean delete(UUID id);

    /** Stops it from firing; false if it was paused or does not exist. */
    boolean pause(UUID id, String by);

    /** Lets it fire from {@code nextFireAt} on; false if it was not paused or does not exist. */
    boolean resume(UUID id, @Nullable Instant nextFireAt);

    /** The database's clock. */
    Instant now();

    /**
     * Fires what is due, each schedule in one transaction of its own with its row locked; a schedule that another node
     * is firing is left to it, and one that cannot be fired does not keep the others from it.
     *
     * @param plan answers, for a due schedule and the database's time, what to do with the instant {@code nextFireAt}
     * @param limit at most this many schedules
     * @return what was done
     */
    List<Fired> fireDue(Function<Due, Plan> plan, int limit);

    /** The last triggers of a schedule, newest first. */
    List<Fire> fires(UUID id, int limit);

    /**
     * A due schedule.
     *
     * @param schedule its row, locked; {@code nextFireAt} is not null and not after {@code now}
     * @param now by the database's clock
     * @param lastJobEnded whether the job of the last trigger has ended (true if there was none)
     */
    record Due(Schedule schedule, Instant now, boolean lastJobEnded) {}

    /**
     * What to do.
     *
     * @param job to submit; null to skip this instant
     * @param coalesced missed instants after the first that are recorded as COALESCED and not fired; at most 1,000
     * @param nextFireAt the next trigger, after {@code now}; null for never
     */
    record Plan(
            @Nullable NewJob job,
            List<Instant> coalesced,
            @Nullable Instant nextFireAt) {}

    /**
     * What was done with an instant.
     *
     * @param queue of the job; null if skipped
     */
    record Fired(
            UUID scheduleId,
            Instant fireAt,
            Result result,
            @Nullable JobId jobId,
            @Nullable String queue) {}

    /** A recorded trigger. */
    record Fire(Instant fireAt, Result result, @Nullable JobId jobId, Instant recordedAt) {}

    /** What was done with an instant. */
    enum Result {
        FIRED,
        SKIPPED,
        COALESCED
    }
}
