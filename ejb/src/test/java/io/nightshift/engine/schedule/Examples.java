package io.nightshift.engine.schedule;

import io.nightshift.api.client.InvalidJobException;
import io.nightshift.api.client.InvalidJobException.Violation;
import io.nightshift.api.job.JobId;
import io.nightshift.api.job.JobRequest;
import io.nightshift.engine.submit.Caller;
import io.nightshift.store.port.NewJob;
import io.nightshift.store.schedule.Schedule;
import io.nightshift.store.schedule.Schedule.Overlap;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Schedules and the jobs they ask for, as the tests of this package need them. */
final class Examples {

    static final Instant MADE = Instant.parse("2026-01-01T00:00:00Z");

    private Examples() {}

    static Schedule every(Duration interval, Overlap overlap, @Nullable Instant nextFireAt) {
        return new Schedule(
                UUID.randomUUID(),
                "nightly",
                "invoice.render",
                "documents",
                7,
                "{\"n\":1}",
                null,
                ZoneOffset.UTC,
                interval,
                overlap,
                null,
                null,
                nextFireAt,
                null,
                null,
                "ann",
                MADE,
                MADE,
                3);
    }

    /** Knows one type, {@code invoice.render}. */
    static NewJob prepare(JobRequest request, Caller caller, @Nullable UUID scheduleId) {
        if (!request.type().equals("invoice.render")) {
            throw new InvalidJobException(List.of(new Violation("type", "There is no job type " + request.type())));
        }
        String queue = request.queue();
        return new NewJob(
                new JobId(UUID.randomUUID()),
                request.type(),
                queue == null ? "default" : queue,
                request.priority(),
                String.valueOf(request.args()),
                5,
                Duration.ZERO,
                null,
                null,
                null,
                null,
                request.tags(),
                caller.name(),
                caller.source(),
                scheduleId,
                null,
                request.tenant(),
                null,
                Duration.ZERO);
    }
}
