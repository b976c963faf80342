package io.nightshift.web.console.schedule;

import io.nightshift.api.client.InvalidJobException;
import io.nightshift.api.client.InvalidJobException.Violation;
import io.nightshift.api.job.JobRequest;
import io.nightshift.engine.access.Act;
import io.nightshift.engine.handler.JobTypes;
import io.nightshift.engine.handler.JobTypes.JobType;
import io.nightshift.engine.schedule.Schedules;
import io.nightshift.engine.schedule.Schedules.Draft;
import io.nightshift.engine.schedule.StaleScheduleException;
import io.nightshift.store.schedule.Schedule;
import io.nightshift.store.schedule.Schedule.Overlap;
import io.nightshift.web.console.Intervals;
import io.nightshift.web.console.LocalTimes;
import io.nightshift.web.console.PrettyJson;
import io.nightshift.web.console.Viewer;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes or changes a schedule. {@code id} is in the URL; without it, a new one is made. Long for the number of its fields,
 * each of which Faces wants as two methods.
 */
@Named("scheduleForm")
@RequestScoped
public class ScheduleForm {

    private static final int PREVIEW = 5;

    private final Schedules schedules;
    private final JobTypes types;
    private final Viewer viewer;
    private final List<Violation> violations = new ArrayList<>();
    private @Nullable String id;
    private @Nullable Long version;
    private @Nullable String name;
    private @Nullable String type;
    private @Nullable String queue;
    private int priority = JobRequest.DEFAULT_PRIORITY;
    private @Nullable String args = "{}";
    private String rule = "cron";
    private @Nullable String cron;
    private @Nullable String zone = "UTC";
    private @Nullable String interval;
    private String overlap = Overlap.SKIP.name();

    @Inject
    public ScheduleForm(Schedules schedules, JobTypes types, Viewer viewer) {
        this.schedules = schedules;
        this.types = types;
        this.viewer = viewer;
    }

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected ScheduleForm() {
        this(null, null, null);
    }

    /** Fills the form from the schedule in the URL, on the first visit. */
    public void load() {
        if (FacesContext.getCurrentInstance().isPostback() || id == null) {
            return;
        }
        find().ifPresentOrElse(this::show, () -> viewer.fail("There is no such schedule; it may have been deleted"));
    }

    private Optional<Schedule> find() {
        try {
            return schedules.find(UUID.fromString(Objects.requireNonNullElse(id, "")));
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }

    private void show(Schedule schedule) {
        version = schedule.version();
        name = schedule.name();
        type = schedule.type();
        queue = schedule.queue();
        priority = schedule.priority();
        args = PrettyJson.of(types.shown(schedule.type(), schedule.args()));
        cron = schedule.cron();
        zone = schedule.zone().getId();
        interval = schedule.interval() == null ? null : schedule.interval().toString();
        rule = schedule.cron() == null ? "interval" : "cron";
        overlap = schedule.overlap().name();
    }

    /**
     * Stores what the form says.
     *
     * @return to the list; null to stay and show what is wrong
     */
    public @Nullable String save() {
        viewer.require(Act.CHANGE_SCHEDULES);
        Draft draft = draft();
        if (draft == null) {
            return null;
        }
        try {
            if (id == null) {
                schedules.create(draft, viewer.getName());
                viewer.say(draft.name() + " is made");
            } else if (schedules
                    .update(UUID.fromString(id), Objects.requireNonNullElse(version, -1L), draft, viewer.getName())
                    .isEmpty()) {
                violations.add(new Violation("", "This schedule was deleted by somebody else meanwhile"));
                return null;
            } else {
                viewer.say(draft.name() + " is changed");
            }
            viewer.keepMessages();
            return "schedules.xhtml?faces-redirect=true";
        } catch (InvalidJobException invalid) {
            violations.addAll(invalid.violations());
        } catch (StaleScheduleException stale) {
            violations.add(new Violation("", String.valueOf(stale.getMessage())));
        }
        return null;
    }

    private @Nullable Draft draft() {
        require("name", name);
        require("type", type);
        ZoneId readZone = readZone();
        Duration readInterval = isCronRule() ? null : readInterval();
        if (isCronRule()) {
            require("cron", cron);
        }
        if (!violations.isEmpty() || readZone == null) {
            return null;
        }
        return new Draft(
                Objects.requireNonNull(name),
                Objects.requireNonNull(type),
                queue,
                priority,
                args == null ? "{}" : args,
                isCronRule() ? cron : null,
                readZone,
                readInterval,
                Overlap.valueOf(overlap));
    }

    private void require(String field, @Nullable String value) {
        if (value == null) {
            violations.add(new Violation(field, "is missing"));
        }
    }

    private @Nullable ZoneId readZone() {
        try {
            return ZoneId.of(zone == null ? "UTC" : zone.strip());
        } catch (DateTimeException e) {
            violations.add(new Violation("zone", "must be a time zone such as Europe/Berlin or UTC"));
            return null;
        }
    }

    private @Nullable Duration readInterval() {
        Optional<Duration> read = interval == null ? Optional.empty() : Intervals.read(interval);
        if (read.isEmpty()) {
            violations.add(new Violation("interval", "must be such as 30 s, 15 min, 2 h, 1 d or PT90S"));
        }
        return read.orElse(null);
    }

    private boolean isCronRule() {
        return rule.equals("cron");
    }

    /** The rule in words, and its next instants; what is wrong with it if it is. */
    public Preview getPreview() {
        if (isCronRule() ? cron == null : interval == null) {
            return Preview.wrong(null);
        }
        int before = violations.size();
        ZoneId readZone = readZone();
        Duration readInterval = isCronRule() ? null : readInterval();
        if (violations.size() > before || readZone == null) {
            String wrong = violations.get(violations.size() - 1).message();
            violations.subList(before, violations.size()).clear();
            return Preview.wrong(wrong);
        }
        try {
            String readCron = isCronRule() ? cron : null;
            return new Preview(
                    schedules.describe(readCron, readInterval),
                    schedules.next(readCron, readZone, readInterval, PREVIEW),
                    readZone,
                    null);
        } catch (InvalidJobException invalid) {
            return Preview.wrong(invalid.violations().get(0).message());
        }
    }

    /** When a rule fires. */
    public record Preview(
            String words,
            List<Instant> next,
            ZoneId zone,
            @Nullable String wrong) {

        static Preview wrong(@Nullable String wrong) {
            return new Preview("", List.of(), ZoneOffset.UTC, wrong);
        }

        /** An instant in the schedule's zone. */
        public String local(Instant instant) {
            return LocalTimes.of(instant, zone);
        }
    }

    /** All problems with the form that belong to no field. */
    public List<Violation> getViolations() {
        return violations;
    }

    /** The first thing wrong with a field or a part of it; null if nothing is. */
    public @Nullable String wrong(String field) {
        return violations.stream()
                .filter(violation ->
                        violation.field().equals(field) || violation.field().startsWith(field + "."))
                .map(violation -> violation.field().equals(field)
                        ? violation.message()
                        : violation.field().substring(field.length() + 1) + " " + violation.message())
                .findFirst()
                .orElse(null);
    }

    public List<JobType> getTypes() {
        return types.all();
    }

    /** Schema of the arguments of the chosen type, for people; empty if none is chosen. */
    public String getSchema() {
        return type == null
                ? ""
                : types.find(type)
                        .map(found -> PrettyJson.of(found.argsSchema()))
                        .orElse("");
    }

    public TreeSet<String> getZones() {
        return new TreeSet<>(ZoneId.getAvailableZoneIds());
    }

    public boolean isFresh() {
        return id == null;
    }

    public @Nullable String getId() {
        return id;
    }

    public void setId(@Nullable String id) {
        this.id = id;
    }

    public @Nullable Long getVersion() {
        return version;
    }

    public void setVersion(@Nullable Long version) {
        this.version = version;
    }

    public @Nullable String getName() {
        return name;
    }

    public void setName(@Nullable String name) {
        this.name = name;
    }

    public @Nullable String getType() {
        return type;
    }

    public void setType(@Nullable String type) {
        this.type = type;
    }

    public @Nullable String getQueue() {
        return queue;
    }

    public void setQueue(@Nullable String queue) {
        this.queue = queue;
    }

    public int getPriority() {
        return priority;
    }

    public void setPriority(int priority) {
        this.priority = priority;
    }

    public @Nullable String getArgs() {
        return args;
    }

    public void setArgs(@Nullable String args) {
        this.args = args;
    }

    public String getRule() {
        return rule;
    }

    public void setRule(String rule) {
        this.rule = rule;
    }

    public @Nullable String getCron() {
        return cron;
    }

    public void setCron(@Nullable String cron) {
        this.cron = cron;
    }

    public @Nullable String getZone() {
        return zone;
    }

    public void setZone(@Nullable String zone) {
        this.zone = zone;
    }

    public @Nullable String getInterval() {
        return interval;
    }

    public void setInterval(@Nullable String interval) {
        this.interval = interval;
    }

    public String getOverlap() {
        return overlap;
    }

    public void setOverlap(String overlap) {
        this.overlap = overlap;
    }
}
