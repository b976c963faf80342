package io.nightshift.web.rest.schedule;

import io.nightshift.api.client.InvalidJobException.Violation;
import io.nightshift.api.job.JobRequest;
import io.nightshift.engine.schedule.Schedules.Draft;
import io.nightshift.store.schedule.Schedule.Overlap;
import io.nightshift.web.rest.json.RawObject;
import io.nightshift.web.rest.problem.ProblemException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A schedule as it stands in a body.
 *
 * @param zone UTC if left out
 * @param overlap SKIP if left out
 * @param version of the schedule that is changed; left out for a new one
 */
record ScheduleBody(
        @Nullable String name,
        @Nullable String type,
        @Nullable String queue,
        @Nullable Integer priority,
        @Nullable RawObject args,
        @Nullable String cron,
        @Nullable ZoneId zone,
        @Nullable Duration interval,
        @Nullable Overlap overlap,
        @Nullable Long version) {

    static final ZoneId UTC = ZoneId.of("UTC");

    Draft toDraft() {
        List<Violation> violations = new ArrayList<>();
        if (name == null) {
            violations.add(new Violation("name", "is missing"));
        }
        if (type == null) {
            violations.add(new Violation("type", "is missing"));
        }
        if (!violations.isEmpty()) {
            throw ProblemException.invalid(violations);
        }
        return new Draft(
                Objects.requireNonNull(name),
                Objects.requireNonNull(type),
                queue,
                priority == null ? JobRequest.DEFAULT_PRIORITY : priority,
                args == null ? "{}" : args.text(),
                cron,
                zone == null ? UTC : zone,
                interval,
                overlap == null ? Overlap.SKIP : overlap);
    }

    long baseVersion() {
        if (version == null) {
            throw ProblemException.invalid("version", "is missing; give the version that this change is based on");
        }
        return version;
    }
}
