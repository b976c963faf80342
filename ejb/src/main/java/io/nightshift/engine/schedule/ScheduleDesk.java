package io.nightshift.engine.schedule;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.nightshift.api.client.InvalidJobException;
import io.nightshift.api.client.InvalidJobException.Violation;
import io.nightshift.api.job.JobId;
import io.nightshift.engine.audit.Trail;
import io.nightshift.engine.dispatch.Announcer;
import io.nightshift.engine.dispatch.Wake;
import io.nightshift.engine.handler.JobTypes;
import io.nightshift.engine.submit.Caller;
import io.nightshift.engine.submit.Preparation;
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
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Makes and steers schedules on behalf of people. */
final class ScheduleDesk implements Schedules {

    private final ScheduleStore store;
    private final JobStore jobStore;
    private final Trail trail;
    private final DraftRules rules;
    private final Preparation preparation;
    private final JobTypes types;
    private final Wake wake;
    private final Announcer announcer;

    ScheduleDesk(
            ScheduleStore store,
            JobStore jobStore,
            Trail trail,
            Preparation preparation,
            JobTypes types,
            Wake wake,
            Announcer announcer) {
        this.store = store;
        this.jobStore = jobStore;
        this.trail = trail;
        this.rules = new DraftRules(preparation);
        this.preparation = preparation;
        this.types = types;
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
        trail.act(() -> {
            if (!store.insert(schedule)) {
                throw nameTaken(draft);
            }
            trail.changed(by, "schedule.create", schedule.name(), null, told(schedule), summary(draft));
            return schedule;
        });
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
        boolean done = trail.act(() -> {
            if (!store.update(changed)) {
                return false;
            }
            trail.changed(by, "schedule.update", changed.name(), told(old), told(changed), summary(draft));
            return true;
        });
        return done ? store.find(id) : whyNotUpdated(id, version, draft);
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
        return schedule.isPresent() && record(by, "schedule.delete", schedule.get(), () -> store.delete(id));
    }

    @Override
    public boolean pause(UUID id, String by) {
        Optional<Schedule> schedule = store.find(id);
        return schedule.isPresent() && record(by, "schedule.pause", schedule.get(), () -> store.pause(id, by));
    }

    @Override
    public boolean resume(UUID id, String by) {
        Optional<Schedule> schedule = store.find(id);
        if (schedule.isEmpty() || !schedule.get().paused()) {
            return false;
        }
        // From the next instant after now: what passed during a pause was not missed, it was not wanted.
        Instant next = Rule.of(schedule.get()).next(store.now()).orElse(null);
        return record(by, "schedule.resume", schedule.get(), () -> store.resume(id, next));
    }

    private boolean record(String by, String action, Schedule before, BooleanSupplier change) {
        return trail.act(() -> {
            if (!change.getAsBoolean()) {
                return false;
            }
            Told after = store.find(before.id()).map(this::told).orElse(null);
            trail.changed(by, action, before.name(), told(before), after, null);
            return true;
        });
    }

    @Override
    public Optional<JobId> runNow(UUID id, String by) {
        Optional<Schedule> schedule = store.find(id);
        if (schedule.isEmpty()) {
            return Optional.empty();
        }
        Caller caller = new Caller(by, Source.SCHEDULE, "", false);
        NewJob job = preparation.prepare(FirePlanner.request(schedule.get()), caller, id);
        JobId made = trail.act(() -> {
            JobId inserted = jobStore.insert(List.of(job)).get(0).id();
            trail.add(by, "schedule.run", schedule.get().name(), "job " + inserted);
            return inserted;
        });
        wake.wake(job.queue());
        announcer.announce(job.queue());
        return Optional.of(made);
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

    private static InvalidJobException nameTaken(Draft draft) {
        return new InvalidJobException(List.of(
                new Violation("name", "There is a schedule '" + draft.name().strip() + "' already")));
    }

    private static String summary(Draft draft) {
        String when = draft.cron() != null ? draft.cron() + " " + draft.zone() : "every " + draft.interval();
        return draft.type() + ", " + when + ", overlap " + draft.overlap();
    }

    /** What people set. */
    record Told(
            String name,
            String type,
            @Nullable String queue,
            int priority,
            @JsonRawValue String args,
            @Nullable String cron,
            String zone,
            @Nullable Duration interval,
            String overlap,
            @Nullable String pausedBy) {}

    private Told told(Schedule schedule) {
        return new Told(
                schedule.name(),
                schedule.type(),
                schedule.queue(),
                schedule.priority(),
                types.shown(schedule.type(), schedule.args()),
                schedule.cron(),
                schedule.zone().getId(),
                schedule.interval(),
                schedule.overlap().name(),
                schedule.pausedBy());
    }
}
