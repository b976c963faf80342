package io.nightshift.web.console.job;

import io.nightshift.api.bulk.Bulk;
import io.nightshift.api.client.IdempotencyConflictException;
import io.nightshift.api.client.InvalidJobException;
import io.nightshift.api.client.InvalidJobException.Violation;
import io.nightshift.api.job.JobRequest;
import io.nightshift.api.job.WhilePending;
import io.nightshift.engine.access.Act;
import io.nightshift.engine.access.Permits;
import io.nightshift.engine.handler.JobTypes;
import io.nightshift.engine.handler.JobTypes.JobType;
import io.nightshift.engine.submit.Caller;
import io.nightshift.engine.submit.Submission;
import io.nightshift.engine.submit.Submitted;
import io.nightshift.store.port.NewJob.Source;
import io.nightshift.web.console.Posted;
import io.nightshift.web.console.Viewer;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Asks for a job. The form of the arguments is made by script from the type's schema; what arrives is their JSON. */
@Named("submitPage")
@RequestScoped
public class SubmitPage {

    private static final Pattern DELAY = Pattern.compile("(\\d{1,9})\\s*(s|min|m|h|d)?");

    private final JobTypes types;
    private final Submission submission;
    private final Permits permits;
    private final Viewer viewer;
    private final List<Violation> violations = new ArrayList<>();
    private final String type;
    private @Nullable String args;
    private @Nullable String queue;
    private @Nullable String priority;
    private @Nullable String delay;
    private @Nullable String key;
    private @Nullable String tags;
    private @Nullable String tenant;
    private @Nullable String uniqueKey;
    private @Nullable String whilePending;
    private @Nullable String timeLimit;

    @Inject
    public SubmitPage(JobTypes types, Submission submission, Permits permits, Viewer viewer) {
        this.types = types;
        this.submission = submission;
        this.permits = permits;
        this.viewer = viewer;
        // Before any phase: the form is only read if its type is known.
        this.type = Posted.value("type");
    }

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected SubmitPage() {
        this.types = null;
        this.submission = null;
        this.permits = null;
        this.viewer = null;
        this.type = "";
    }

    /** Those that the one who looks may submit; not the type of operations, which start on the page of jobs. */
    public List<JobType> getTypes() {
        return types.all().stream()
                .filter(known -> !known.name().equals(Bulk.TYPE))
                .filter(known -> permits.allows(known.name(), viewer.getName()))
                .toList();
    }

    /** The chosen type; null if none is chosen, or there is none of that name. */
    public @Nullable JobType getChosen() {
        return types.find(type).orElse(null);
    }

    /** What is wrong with the last request. */
    public List<Violation> getViolations() {
        return violations;
    }

    /** The first thing wrong with a field; null if nothing is. */
    public @Nullable String wrong(String field) {
        return violations.stream()
                .filter(violation -> violation.field().equals(field))
                .map(Violation::message)
                .findFirst()
                .orElse(null);
    }

    /**
     * Submits, and goes to the job.
     *
     * @return where to go; null to stay and show what is wrong
     */
    public @Nullable String submit() {
        viewer.require(Act.SUBMIT_JOBS);
        Optional<JobRequest> request = request();
        if (request.isEmpty()) {
            return null;
        }
        try {
            Submitted submitted = submission.submit(request.get(), Caller.of(viewer.getName(), Source.CONSOLE));
            viewer.say(submitted.created() ? "Submitted" : "A key names this job already: nothing new was submitted");
            FacesContext.getCurrentInstance().getExternalContext().getFlash().setKeepMessages(true);
            return "job.xhtml?faces-redirect=true&id=" + submitted.id();
        } catch (InvalidJobException invalid) {
            violations.addAll(invalid.violations());
        } catch (IdempotencyConflictException conflict) {
            violations.add(new Violation(
                    "idempotencyKey", "names job " + conflict.existing() + " already, with other content"));
        }
        return null;
    }

    private Optional<JobRequest> request() {
        if (type.isEmpty()) {
            violations.add(new Violation("type", "choose one"));
            return Optional.empty();
        }
        JobRequest request = JobRequest.of(type, args == null ? "{}" : args)
                .withQueue(queue)
                .withIdempotencyKey(key)
                .withTenant(tenant == null || tenant.isBlank() ? null : tenant.strip())
                .withTags(tagList());
        if (priority != null) {
            request = request.withPriority(Integer.parseInt(priority));
        }
        if (delay != null) {
            Optional<Duration> wait = duration(delay);
            if (wait.isEmpty()) {
                violations.add(new Violation("delay", "must be such as 30 s, 5 min, 2 h, 1 d or PT90S"));
                return Optional.empty();
            }
            request = request.withDelay(wait.get());
        }
        if (uniqueKey != null) {
            request = request.withUniqueKey(
                    uniqueKey, "REPLACE".equals(whilePending) ? WhilePending.REPLACE : WhilePending.KEEP);
        }
        if (timeLimit != null) {
            Optional<Duration> limit = duration(timeLimit);
            if (limit.isEmpty()) {
                violations.add(new Violation("timeLimit", "must be such as 90 s, 30 min, 6 h, 2 d or PT90S"));
                return Optional.empty();
            }
            request = request.withTimeLimit(limit.get());
        }
        return Optional.of(request);
    }

    private List<String> tagList() {
        return tags == null
                ? List.of()
                : Arrays.stream(tags.split("[,\\s]+"))
                        .filter(tag -> !tag.isEmpty())
                        .toList();
    }

    /** Reads "30", "30 s", "5 min", "2 h", "1 d" or ISO 8601. */
    static Optional<Duration> duration(String text) {
        String words = text.strip().toLowerCase(Locale.ROOT);
        Matcher matcher = DELAY.matcher(words);
        if (matcher.matches()) {
            long number = Long.parseLong(matcher.group(1));
            String unit = matcher.group(2) == null ? "s" : matcher.group(2);
            return Optional.of(
                    switch (unit) {
                        case "s" -> Duration.ofSeconds(number);
                        case "h" -> Duration.ofHours(number);
                        case "d" -> Duration.ofDays(number);
                        default -> Duration.ofMinutes(number);
                    });
        }
        try {
            Duration duration = Duration.parse(words);
            return duration.isNegative() ? Optional.empty() : Optional.of(duration);
        } catch (DateTimeParseException notADuration) {
            return Optional.empty();
        }
    }

    public String getType() {
        return type;
    }

    public @Nullable String getArgs() {
        return args;
    }

    public void setArgs(@Nullable String args) {
        this.args = args;
    }

    public @Nullable String getQueue() {
        return queue;
    }

    public void setQueue(@Nullable String queue) {
        this.queue = queue;
    }

    public @Nullable String getPriority() {
        return priority;
    }

    public void setPriority(@Nullable String priority) {
        this.priority = priority;
    }

    public @Nullable String getDelay() {
        return delay;
    }

    public void setDelay(@Nullable String delay) {
        this.delay = delay;
    }

    public @Nullable String getKey() {
        return key;
    }

    public void setKey(@Nullable String key) {
        this.key = key;
    }

    public @Nullable String getTenant() {
        return tenant;
    }

    public void setTenant(@Nullable String tenant) {
        this.tenant = tenant;
    }

    public @Nullable String getUniqueKey() {
        return uniqueKey;
    }

    public void setUniqueKey(@Nullable String uniqueKey) {
        this.uniqueKey = uniqueKey;
    }

    public @Nullable String getWhilePending() {
        return whilePending;
    }

    public void setWhilePending(@Nullable String whilePending) {
        this.whilePending = whilePending;
    }

    public @Nullable String getTimeLimit() {
        return timeLimit;
    }

    public void setTimeLimit(@Nullable String timeLimit) {
        this.timeLimit = timeLimit;
    }

    public @Nullable String getTags() {
        return tags;
    }

    public void setTags(@Nullable String tags) {
        this.tags = tags;
    }
}
