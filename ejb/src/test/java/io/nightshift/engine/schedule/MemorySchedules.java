package io.nightshift.engine.schedule;

import io.nightshift.store.schedule.Schedule;
import io.nightshift.store.schedule.ScheduleStore;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Schedules in memory. */
final class MemorySchedules implements ScheduleStore {

    private final Map<UUID, Schedule> schedules = new LinkedHashMap<>();
    private final Clock clock;
    /** What the next calls of {@link #fireDue} answer. */
    final Deque<List<Fired>> answers = new ArrayDeque<>();

    MemorySchedules(Clock clock) {
        this.clock = clock;
    }

    @Override
    public List<Schedule> all() {
        return List.copyOf(schedules.values());
    }

    @Override
    public Optional<Schedule> find(UUID id) {
        return Optional.ofNullable(schedules.get(id));
    }

    @Override
    public boolean insert(Schedule schedule) {
        if (nameTaken(schedule)) {
            return false;
        }
        schedules.put(schedule.id(), schedule);
        return true;
    }

    private boolean nameTaken(Schedule schedule) {
        return schedules.values().stream()
                .anyMatch(other ->
                        other.name().equals(schedule.name()) && !other.id().equals(schedule.id()));
    }

    @Override
    public boolean update(Schedule schedule) {
        Schedule stored = schedules.get(schedule.id());
        if (stored == null || stored.version() != schedule.version() || nameTaken(schedule)) {
            return false;
        }
        schedules.put(
                schedule.id(), copy(schedule, schedule.pausedBy(), schedule.pausedAt(), schedule.nextFireAt(), 1));
        return true;
    }

    @Override
    public boolean delete(UUID id) {
        return schedules.remove(id) != null;
    }

    @Override
    public boolean pause(UUID id, String by) {
        Schedule stored = schedules.get(id);
        if (stored == null || stored.paused()) {
            return false;
        }
        schedules.put(id, copy(stored, by, now(), stored.nextFireAt(), 0));
        return true;
    }

    @Override
    public boolean resume(UUID id, @Nullable Instant nextFireAt) {
        Schedule stored = schedules.get(id);
        if (stored == null || !stored.paused()) {
            return false;
        }
        schedules.put(id, copy(stored, null, null, nextFireAt, 0));
        return true;
    }

    private static Schedule copy(
            Schedule s, @Nullable String pausedBy, @Nullable Instant pausedAt, @Nullable Instant next, int newer) {
        return new Schedule(
                s.id(),
                s.name(),
                s.type(),
                s.queue(),
                s.priority(),
                s.args(),
                s.cron(),
                s.zone(),
                s.interval(),
                s.overlap(),
                pausedBy,
                pausedAt,
                next,
                s.lastFireAt(),
                s.lastJobId(),
                s.createdBy(),
                s.createdAt(),
                s.updatedAt(),
                s.version() + newer);
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public List<Fired> fireDue(Function<Due, Plan> plan, int limit) {
        return answers.isEmpty() ? List.of() : Objects.requireNonNull(answers.poll());
    }

    @Override
    public List<Fire> fires(UUID id, int limit) {
        return List.of();
    }
}
