package io.nightshift.engine.schedule;

import io.nightshift.api.job.JobId;
import io.nightshift.store.schedule.Schedule;
import io.nightshift.store.schedule.ScheduleStore.Fire;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes and steers schedules. Every change is recorded with who made it. A CDI bean. */
public interface Schedules {

    /** All by name. */
    List<Schedule> all();

    /** One. */
    Optional<Schedule> find(UUID id);

    /**
     * Makes one.
     *
     * @throws io.nightshift.api.client.InvalidJobException if the draft breaks a rule or its name is taken; the fields are
     *     those of {@link Draft}, arguments as {@code args.…}
     * @throws io.nightshift.engine.access.NotPermittedException if {@code by} may not submit such jobs; who makes or changes a
     *     schedule lends it their right, for as long as it is there
     */
    Schedule create(Draft draft, String by);

    /**
     * Changes one.
     *
     * @param version the version that the change is based on
     * @return empty if there is none
     * @throws io.nightshift.api.client.InvalidJobException if the draft breaks a rule or its name is taken
     * @throws io.nightshift.engine.access.NotPermittedException if {@code by} may not submit such jobs
     * @throws StaleScheduleException if somebody changed it meanwhile
     */
    Optional<Schedule> update(UUID id, long version, Draft draft, String by);

    /** Removes one; false if there was none. */
    boolean delete(UUID id, String by);

    /** Stops it from firing; false if there is none or it is paused. */
    boolean pause(UUID id, String by);

    /** Lets it fire again, from the next instant after now; false if there is none or it is not paused. */
    boolean resume(UUID id, String by);

    /**
     * Submits its job now, beside its plan; empty if there is none.
     *
     * @throws io.nightshift.engine.access.NotPermittedException if {@code by} may not submit such jobs
     */
    Optional<JobId> runNow(UUID id, String by);

    /** Its last triggers, newest first. */
    List<Fire> fires(UUID id, int limit);

    /**
     * The next instants of a rule.
     *
     * @throws io.nightshift.api.client.InvalidJobException if the rule is wrong; says how it should be
     */
    List<Instant> next(@Nullable String cron, ZoneId zone, @Nullable Duration interval, int count);

    /** A cron in words, such as "every 5 minutes"; the cron itself if it cannot be put into words. */
    String describe(@Nullable String cron, @Nullable Duration interval);

    /**
     * What a person says of a schedule; exactly one of {@code cron} and {@code interval}.
     *
     * @param name unique, 1 to 200 characters
     * @param type a known job type
     * @param queue null for the type's default
     * @param priority 0 to 9
     * @param args a JSON object
     * @param cron five fields, or six with seconds first
     * @param zone the time zone the cron is read in
     * @param interval one second or more
     * @param overlap what to do while the last job has not ended
     */
    record Draft(
            String name,
            String type,
            @Nullable String queue,
            int priority,
            String args,
            @Nullable String cron,
            ZoneId zone,
            @Nullable Duration interval,
            Schedule.Overlap overlap) {}
}
