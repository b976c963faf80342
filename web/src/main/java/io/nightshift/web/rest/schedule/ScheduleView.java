package io.nightshift.web.rest.schedule;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.nightshift.api.job.JobId;
import io.nightshift.engine.handler.JobTypes;
import io.nightshift.engine.schedule.Schedules;
import io.nightshift.store.schedule.Schedule;
import io.nightshift.store.schedule.ScheduleStore.Fire;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A schedule; {@code description} says its rule in words; arguments are as people may see them. */
record ScheduleView(
        UUID id,
        String name,
        String type,
        @Nullable String queue,
        int priority,
        @JsonRawValue String args,
        @Nullable String cron,
        ZoneId zone,
        @Nullable Duration interval,
        String description,
        Schedule.Overlap overlap,
        boolean paused,
        @Nullable String pausedBy,
        @Nullable Instant pausedAt,
        @Nullable Instant nextFireAt,
        @Nullable Instant lastFireAt,
        @Nullable UUID lastJobId,
        String createdBy,
        Instant createdAt,
        Instant updatedAt,
        long version) {

    static ScheduleView of(Schedule schedule, Schedules rules, JobTypes types) {
        return new ScheduleView(
                schedule.id(),
                schedule.name(),
                schedule.type(),
                schedule.queue(),
                schedule.priority(),
                types.shown(schedule.type(), schedule.args()),
                schedule.cron(),
                schedule.zone(),
                schedule.interval(),
                rules.describe(schedule.cron(), schedule.interval()),
                schedule.overlap(),
                schedule.paused(),
                schedule.pausedBy(),
                schedule.pausedAt(),
                schedule.nextFireAt(),
                schedule.lastFireAt(),
                schedule.lastJobId(),
                schedule.createdBy(),
                schedule.createdAt(),
                schedule.updatedAt(),
                schedule.version());
    }

    /** All of them, by name. */
    record SchedulesView(List<ScheduleView> schedules) {}

    /** What was done with an instant. */
    record FireView(Instant fireAt, String result, @Nullable UUID jobId, Instant recordedAt) {
        static FireView of(Fire fire) {
            JobId job = fire.jobId();
            return new FireView(
                    fire.fireAt(), fire.result().name(), job == null ? null : job.value(), fire.recordedAt());
        }
    }

    /** The last ones, newest first. */
    record FiresView(List<FireView> fires) {}

    /** When a rule would fire, and how it reads. */
    record Preview(String description, List<Instant> next) {}
}
