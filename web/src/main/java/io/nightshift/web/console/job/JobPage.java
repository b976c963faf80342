package io.nightshift.web.console.job;

import io.nightshift.api.job.AttemptError;
import io.nightshift.api.job.JobId;
import io.nightshift.api.job.JobSnapshot;
import io.nightshift.api.job.JobState;
import io.nightshift.api.job.Progress;
import io.nightshift.engine.access.Act;
import io.nightshift.engine.control.JobControl;
import io.nightshift.engine.handler.JobTypes;
import io.nightshift.engine.why.Why;
import io.nightshift.store.port.JobSearch;
import io.nightshift.web.console.Chip;
import io.nightshift.web.console.PrettyJson;
import io.nightshift.web.console.Viewer;
import io.nightshift.web.console.Words;
import io.nightshift.web.security.VisibleJobs;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One job: the address names it, and each form sends its id back. */
@Named("jobPage")
@RequestScoped
public class JobPage {

    private static final int MAX_SHOWN = 200_000;

    private final JobSearch search;
    private final VisibleJobs jobs;
    private final JobTypes types;
    private final JobControl control;
    private final Viewer viewer;
    private final Words words;
    private final @Nullable String id;
    private final Why why;
    private @Nullable JobSnapshot job;

    @Inject
    public JobPage(JobSearch search, JobControl control, JobTypes types, Viewer viewer, Words words, Why why) {
        this.search = search;
        this.jobs = new VisibleJobs(search);
        this.types = types;
        this.control = control;
        this.viewer = viewer;
        this.words = words;
        // Before any phase: whether a button counts is decided with the job, and long before Faces would set a
        // parameter.
        this.id = FacesContext.getCurrentInstance()
                .getExternalContext()
                .getRequestParameterMap()
                .get("id");
        this.job = find();
        this.why = why;
    }

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected JobPage() {
        this.search = null;
        this.jobs = null;
        this.types = null;
        this.control = null;
        this.viewer = null;
        this.words = null;
        this.id = null;
        this.why = null;
    }

    /** Without a job the page says so, with status 404. */
    public void check() {
        if (job == null) {
            FacesContext.getCurrentInstance().getExternalContext().setResponseStatus(404);
        }
    }

    /** The job; null if there is none. */
    public @Nullable JobSnapshot getJob() {
        return job;
    }

    /** Leads to all jobs of its tenant. */
    public String getJobsOfTenant() {
        String tenant = shown().tenant();
        return tenant == null ? "" : "tenant=" + JobFilter.encode(tenant);
    }

    public String getTitle() {
        JobSnapshot shown = job;
        return shown == null ? "No such job" : shown.type();
    }

    public Chip getChip() {
        JobSnapshot shown = shown();
        return Chip.of(shown.state(), shown.attempt());
    }

    /** What changes when more of the page than progress and log is out of date. */
    public String getStamp() {
        JobSnapshot shown = shown();
        return stamp(shown);
    }

    /** See {@link #getStamp}. */
    public static String stamp(JobSnapshot job) {
        return job.state() + "/" + job.attempt() + "/" + job.errors().size() + "/" + (job.startedAt() != null);
    }

    public int getPercent() {
        Progress progress = shown().progress();
        return progress == null ? -1 : progress.percent();
    }

    public boolean isCancellable() {
        return !shown().state().terminal();
    }

    public boolean isRetryable() {
        JobState state = shown().state();
        return state.terminal() && state != JobState.SUCCEEDED;
    }

    public boolean isWaiting() {
        JobState state = shown().state();
        return !state.terminal() && state != JobState.RUNNING;
    }

    /** What stands before it, for a job that waits. */
    public List<Why.Reason> getReasons() {
        return why.ask(shown().id()).map(Why.Answer::reasons).orElse(List.of()).stream()
                .map(reason -> jobs.shown(reason, viewer.reach()))
                .toList();
    }

    public List<Timeline.Entry> getTimeline() {
        JobSnapshot shown = shown();
        return Timeline.of(shown, search.history(shown.id()), words);
    }

    /** The attempts that failed, the last one first. */
    public List<AttemptError> getErrors() {
        List<AttemptError> errors = new ArrayList<>(shown().errors());
        Collections.reverse(errors);
        return errors;
    }

    /** The trace of an attempt, for reading. */
    public StackTrace trace(AttemptError error) {
        return StackTrace.parse(error.stackTrace() == null ? "" : error.stackTrace());
    }

    public String getArgs() {
        JobSnapshot shown = shown();
        return cut(PrettyJson.of(types.shown(shown.type(), shown.args())));
    }

    public String getResult() {
        String result = shown().result();
        return result == null ? "" : cut(PrettyJson.of(result));
    }

    /** From start to end, or until now. */
    public String getRan() {
        return words.between(shown().startedAt(), shown().finishedAt());
    }

    /** From submission to start, or until now. */
    public String getWaited() {
        return words.between(
                shown().submittedAt(), shown().startedAt() == null ? shown().finishedAt() : shown().startedAt());
    }

    /** The tab that matters: what went wrong, else what is being said, else what came of it. */
    public String getTab() {
        JobSnapshot shown = shown();
        if (shown.state() == JobState.DEAD || getChip() == Chip.RETRYING) {
            return "error";
        }
        return shown.state() == JobState.SUCCEEDED && shown.result() != null ? "result" : "log";
    }

    /** Asks it to stop. */
    public void cancel() {
        viewer.require(Act.CANCEL_JOBS);
        // What is not shown has no button; a form that names it anyway finds nothing.
        shown();
        switch (control.cancel(known(), viewer.getName())) {
            case CANCELLED -> viewer.say("Cancelled");
            case REQUESTED -> viewer.say("Asked to stop: it ends when its handler listens");
            case ENDED -> viewer.warn("Too late: it had ended");
            case NOT_FOUND -> viewer.fail("There is no such job any more");
        }
        job = find();
    }

    /** Makes it ready again. */
    public void retry() {
        viewer.require(Act.RETRY_JOBS);
        switch (control.retry(known(), viewer.getName())) {
            case RETRIED -> viewer.say("Ready again, with its attempts counted anew");
            case NOT_ENDED -> viewer.warn("It waits or runs already");
            case SUCCEEDED -> viewer.warn("It has succeeded meanwhile");
            case NOT_FOUND -> viewer.fail("There is no such job any more");
        }
        job = find();
    }

    private JobSnapshot shown() {
        JobSnapshot shown = job;
        if (shown == null) {
            throw new IllegalStateException("No job is shown");
        }
        return shown;
    }

    private JobId known() {
        if (id == null) {
            throw new IllegalStateException("No job is named");
        }
        return JobId.parse(id);
    }

    private @Nullable JobSnapshot find() {
        if (id == null) {
            return null;
        }
        try {
            return jobs.find(JobId.parse(id.strip()), viewer.reach()).orElse(null);
        } catch (IllegalArgumentException notAnId) {
            return null;
        }
    }

    private static String cut(String text) {
        return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "\n… cut here; the API has the rest";
    }
}
