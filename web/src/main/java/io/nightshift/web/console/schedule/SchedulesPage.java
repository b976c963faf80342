package io.nightshift.web.console.schedule;

import io.nightshift.api.client.InvalidJobException;
import io.nightshift.api.job.JobId;
import io.nightshift.engine.access.Act;
import io.nightshift.engine.schedule.Schedules;
import io.nightshift.store.port.JobSearch;
import io.nightshift.store.schedule.Schedule;
import io.nightshift.store.schedule.ScheduleStore.Fire;
import io.nightshift.web.console.Chip;
import io.nightshift.web.console.LocalTimes;
import io.nightshift.web.console.Posted;
import io.nightshift.web.console.Viewer;
import io.nightshift.web.console.Words;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The schedules: when each fires, what came of it, and the buttons beside it. */
@Named("schedulesPage")
@RequestScoped
public class SchedulesPage {

    private static final int NEXT = 5;
    private static final int LAST = 20;

    private final Schedules schedules;
    private final JobSearch search;
    private final Viewer viewer;
    private final Words words;
    private @Nullable List<Line> rows;

    @Inject
    public SchedulesPage(Schedules schedules, JobSearch search, Viewer viewer, Words words) {
        this.schedules = schedules;
        this.search = search;
        this.viewer = viewer;
        this.words = words;
    }

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected SchedulesPage() {
        this(null, null, null, null);
    }

    public List<Line> getRows() {
        List<Line> known = rows;
        if (known == null) {
            known = load();
            rows = known;
        }
        return known;
    }

    /** How many outcomes are shown at most. */
    public int getLast() {
        return LAST;
    }

    public long getPaused() {
        return getRows().stream().filter(Line::isPaused).count();
    }

    private List<Line> load() {
        List<Schedule> all = schedules.all();
        Map<UUID, List<Fire>> fires =
                all.stream().collect(Collectors.toMap(Schedule::id, schedule -> schedules.fires(schedule.id(), LAST)));
        Map<JobId, JobSearch.Row> jobs = jobs(fires.values());
        return all.stream()
                .map(schedule -> new Line(
                        schedule,
                        schedules.describe(schedule.cron(), schedule.interval()),
                        next(schedule),
                        squares(fires.getOrDefault(schedule.id(), List.of()), jobs)))
                .toList();
    }

    private Map<JobId, JobSearch.Row> jobs(Collection<List<Fire>> fires) {
        List<JobId> ids = fires.stream()
                .flatMap(List::stream)
                .map(Fire::jobId)
                .flatMap(Stream::ofNullable)
                .toList();
        return ids.isEmpty() ? new HashMap<>() : search.rows(ids);
    }

    private List<Instant> next(Schedule schedule) {
        if (schedule.paused()) {
            return List.of();
        }
        try {
            return schedules.next(schedule.cron(), schedule.zone(), schedule.interval(), NEXT);
        } catch (InvalidJobException noLongerValid) {
            // A rule that was valid once: the row shows it without times instead of taking the page away.
            return List.of();
        }
    }

    private List<Square> squares(List<Fire> fires, Map<JobId, JobSearch.Row> jobs) {
        List<Square> squares = new ArrayList<>();
        for (int i = fires.size() - 1; i >= 0; i--) {
            Fire fire = fires.get(i);
            squares.add(Square.of(fire, fire.jobId() == null ? null : jobs.get(fire.jobId()), words));
        }
        return squares;
    }

    /** Stops the schedule in the parameter {@code schedule}. */
    public void pause() {
        act(id -> schedules.pause(id, viewer.getName()) ? "is paused" : null, "was paused already");
    }

    /** Lets it fire again. */
    public void resume() {
        act(id -> schedules.resume(id, viewer.getName()) ? "fires again" : null, "was not paused");
    }

    /** Removes it. */
    public void delete() {
        act(id -> schedules.delete(id, viewer.getName()) ? "is deleted; its jobs stay" : null, "was deleted already");
    }

    /** Submits its job beside its plan. */
    public void run() {
        act(
                id -> {
                    Optional<JobId> job = schedules.runNow(id, viewer.getName());
                    return job.map(made -> "runs now as job " + words.shortId(made))
                            .orElse(null);
                },
                "is gone");
    }

    private void act(Function<UUID, @Nullable String> action, String otherwise) {
        viewer.require(Act.CHANGE_SCHEDULES);
        String name = Posted.value("name");
        String done = action.apply(UUID.fromString(Posted.value("schedule")));
        rows = null;
        if (done == null) {
            viewer.warn(name + " " + otherwise);
        } else {
            viewer.say(name + " " + done);
        }
    }

    /** A schedule with what follows from it. */
    public record Line(Schedule schedule, String rule, List<Instant> next, List<Square> squares) {

        public boolean isPaused() {
            return schedule.paused();
        }

        /** The instants after the next one, in the schedule's zone; seconds only where they matter. */
        public String getNextWords() {
            return next.stream()
                    .skip(1)
                    .map(instant -> LocalTimes.of(instant, schedule.zone()))
                    .collect(Collectors.joining(", ", "then ", ""));
        }

        /** The next instant; null if there is none. */
        public @Nullable Instant getNextOne() {
            return schedule.paused() ? null : schedule.nextFireAt();
        }
    }

    /**
     * What came of one instant.
     *
     * @param css of its colour and shape
     * @param title in words
     * @param job to go to; null if there is none
     */
    public record Square(String css, String title, @Nullable String job) {

        static Square of(Fire fire, JobSearch.@Nullable Row job, Words words) {
            String when = words.exact(fire.fireAt());
            JobId id = fire.jobId();
            return switch (fire.result()) {
                case SKIPPED -> new Square("expired", when + ": skipped, the job before had not ended", null);
                case COALESCED -> new Square("blocked", when + ": missed, made up for by one later run", null);
                case FIRED -> {
                    if (job == null) {
                        yield new Square("cancelled", when + ": fired, the job is no longer kept", null);
                    }
                    Chip chip = Chip.of(job.state(), job.attempt());
                    yield new Square(chip.getCss(), when + ": " + chip.getWord(), String.valueOf(id));
                }
            };
        }
    }
}
