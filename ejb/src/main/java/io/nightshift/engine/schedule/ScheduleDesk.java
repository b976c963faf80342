package io.nightshift.engine.schedule;

import io.nightshift.api.client.InvalidJobException;
import io.nightshift.api.client.InvalidJobException.Violation;
import io.nightshift.api.job.JobId;
import io.nightshift.engine.dispatch.Announcer;
import io.nightshift.engine.dispatch.Wake;
import io.nightshift.engine.submit.Caller;
import io.nightshift.engine.submit.Preparation;
import io.nightshift.store.audit.AuditStore;
import io.nightshift.store.port.Inserted;
import io.nightshift.store.port.JobStore;
import io.nightshift.store.port.NewJob;
import io.nightshift.store.port.NewJob.Source;
import io.nightshift.store.schedule.Schedule;
import io.nightshift.store.schedule.ScheduleStore;
import io.nightshift.store.schedule.ScheduleStore.Fire;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes and steers schedules on behalf of people. */
final class ScheduleDesk implements Schedules {

    private final ScheduleStore store;
    private final JobStore jobStore;
    private final AuditStore audit;
    private final DraftRules rules;
    private final Preparation preparation;
    private final Wake wake;
    private final Announcer announcer;

    ScheduleDesk(
            ScheduleStore store,
            JobStore jobStore,
            AuditStore audit,
            Preparation preparation,
            Wake wake,
            Announcer announcer) {
        this.store = store;
        this.jobStore = jobStore;
        this.audit = audit;
        this.rules = new DraftRules(preparation);
        this.preparation = preparation;
        this.wake = wake;
        this.announcer = announcer;
    }

    @Override
    public List<Schedule> all() {
        return store.all();
    }

    @Override
    public Optional<Schedule> find(UUID id) {
        return store.find(id);
    }

    @Override
    public Schedule create(Draft draft, String by) {
        // Milliseconds, because that is what every database keeps: intervals are counted from this instant.
        Instant now = store.now().truncatedTo(ChronoUnit.MILLIS);
        Instant next = rules.check(draft, by, now, now);
        Schedule schedule = new Schedule(
                UUID.randomUUID(),
                draft.name().strip(),
                draft.type(),
                draft.queue(),
                draft.priority(),
                draft.args(),
                draft.cron() == null ? null : draft.cron().strip(),
                draft.zone(),
                draft.interval(),
                draft.overlap(),
                null,
                null,
                next,
                null,
                null,
                by,
                now,
                now,
                0);
        if (!store.insert(schedule)) {
            throw nameTaken(draft);
        }
        audit.add(by, "schedule.create", schedule.name(), summary(draft));
        return store.find(schedule.id()).orElse(schedule);
    }

    @Override
    public Optional<Schedule> update(UUID id, long version, Draft draft, String by) {
        Optional<Schedule> stored = store.find(id);
        if (stored.isEmpty()) {
            return Optional.empty();
        }
        Schedule old = stored.get();
        if (old.version() != version) {
            throw new StaleScheduleException(id);
        }
        Instant now = store.now();
        Instant next = rules.check(draft, by, now, old.createdAt());
        Schedule changed = new Schedule(
                id,
                draft.name().strip(),
                draft.type(),
                draft.queue(),
                draft.priority(),
                draft.args(),
                draft.cron() == null ? null : draft.cron().strip(),
                draft.zone(),
                draft.interval(),
                draft.overlap(),
                old.pausedBy(),
                old.pausedAt(),
                next,
                old.lastFireAt(),
                old.lastJobId(),
                old.createdBy(),
                old.createdAt(),
                now,
                version);
        if (!store.update(changed)) {
            return whyNotUpdated(id, version, draft);
        }
        audit.add(by, "schedule.update", changed.name(), summary(draft));
        return store.find(id);
    }

    private Optional<Schedule> whyNotUpdated(UUID id, long version, Draft draft) {
        Optional<Schedule> current = store.find(id);
        if (current.isEmpty()) {
            return Optional.empty();
        }
        if (current.get().version() != version) {
            throw new StaleScheduleException(id);
        }
        throw nameTaken(draft);
    }

    @Override
    public boolean delete(UUID id, String by) {
        Optional<Schedule> schedule = store.find(id);
        if (schedule.isEmpty() || !store.delete(id)) {
            return false;
        }
        audit.add(by, "schedule.delete", schedule.get().name(), null);
        return true;
    }

    @Override
    public boolean pause(UUID id, String by) {
        if (!store.pause(id, by)) {
            return false;
        }
        audit.add(by, "schedule.pause", nameOf(id), null);
        return true;
    }

    @Override
    public boolean resume(UUID id, String by) {
        Optional<Schedule> schedule = store.find(id);
        if (schedule.isEmpty() || !schedule.get().paused()) {
            return false;
        }
        // From the next instant after now: what passed during a pause was not missed, it was not wanted.
        Instant next = Rule.of(schedule.get()).next(store.now()).orElse(null);
        if (!store.resume(id, next)) {
            return false;
        }
        audit.add(by, "schedule.resume", schedule.get().name(), null);
        return true;
    }

    @Override
    public Optional<JobId> runNow(UUID id, String by) {
        Optional<Schedule> schedule = store.find(id);
        if (schedule.isEmpty()) {
            return Optional.empty();
        }
        Caller caller = new Caller(by, Source.SCHEDULE, "", false);
        NewJob job = preparation.prepare(FirePlanner.request(schedule.get()), caller, id);
        Inserted inserted = jobStore.insert(List.of(job)).get(0);
        wake.wake(job.queue());
        announcer.announce(job.queue());
        audit.add(
                by,
                "schedule.run",
                schedule.get().name(),
                "job " + inserted.id().toString());
        return Optional.of(inserted.id());
    }

    @Override
    public List<Fire> fires(UUID id, int limit) {
        return store.fires(id, limit);
    }

    @Override
    public List<Instant> next(@Nullable String cron, ZoneId zone, @Nullable Duration interval, int count) {
        Instant now = store.now().truncatedTo(ChronoUnit.MILLIS);
        try {
            return Rule.of(cron, zone, interval, now).next(now, count);
        } catch (WrongRuleException e) {
            throw new InvalidJobException(List.of(new Violation(e.field(), String.valueOf(e.getMessage()))));
        }
    }

    @Override
    public String describe(@Nullable String cron, @Nullable Duration interval) {
        try {
            return Rule.of(cron, ZoneId.of("UTC"), interval, Instant.EPOCH).words();
        } catch (WrongRuleException e) {
            // The caller asked for words, not for a check: a stored rule that cannot be read is shown as it is.
            return cron != null ? cron : String.valueOf(interval);
        }
    }

    private String nameOf(UUID id) {
        return store.find(id).map(Schedule::name).orElse(id.toString());
    }

    private static InvalidJobException nameTaken(Draft draft) {
        return new InvalidJobException(List.of(
                new Violation("name", "There is a schedule '" + draft.name().strip() + "' already")));
    }

    private static String summary(Draft draft) {
        String when = draft.cron() != null ? draft.cron() + " " + draft.zone() : "every " + draft.interval();
        return draft.type() + ", " + when + ", overlap " + draft.overlap();
    }
}
