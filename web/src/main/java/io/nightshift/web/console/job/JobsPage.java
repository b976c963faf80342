package io.nightshift.web.console.job;

import io.nightshift.api.client.CancelReply;
import io.nightshift.api.client.RetryReply;
import io.nightshift.api.job.JobId;
import io.nightshift.api.job.JobState;
import io.nightshift.engine.access.Act;
import io.nightshift.engine.control.JobControl;
import io.nightshift.engine.handler.JobTypes;
import io.nightshift.engine.handler.JobTypes.JobType;
import io.nightshift.engine.stat.Live;
import io.nightshift.store.port.JobSearch;
import io.nightshift.store.port.JobSearch.Page;
import io.nightshift.web.console.Chip;
import io.nightshift.web.console.Viewer;
import io.nightshift.web.console.Words;
import io.nightshift.web.rest.problem.Trouble;
import io.nightshift.web.security.VisibleJobs;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The list of jobs. Its state is the URL; a form's post carries it along in the field {@code filter}. */
@Named("jobsPage")
@RequestScoped
public class JobsPage {

    private static final int ROWS = 50;
    private static final int MAX_SELECTED = 1000;

    private final VisibleJobs jobs;
    private final JobControl control;
    private final JobTypes types;
    private final Live live;
    private final Viewer viewer;
    private final Words words;
    private final JobFilter filter;
    private @Nullable Page page;
    private @Nullable String trouble;

    @Inject
    public JobsPage(JobSearch search, JobControl control, JobTypes types, Live live, Viewer viewer, Words words) {
        this.jobs = new VisibleJobs(search);
        this.control = control;
        this.types = types;
        this.live = live;
        this.viewer = viewer;
        this.words = words;
        ExternalContext request = FacesContext.getCurrentInstance().getExternalContext();
        String posted = request.getRequestParameterMap().get("filter");
        this.filter =
                posted == null ? JobFilter.parse(request.getRequestParameterValuesMap()) : JobFilter.parse(posted);
    }

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected JobsPage() {
        this.jobs = null;
        this.control = null;
        this.types = null;
        this.live = null;
        this.viewer = null;
        this.words = null;
        this.filter = null;
    }

    public JobFilter getFilter() {
        return filter;
    }

    public List<JobLine> getRows() {
        return page().rows().stream().map(row -> new JobLine(row, words)).toList();
    }

    /** The state switches, in the order of a job's life. */
    public List<StateSwitch> getStates() {
        return Arrays.stream(JobState.values())
                .map(state -> new StateSwitch(Chip.of(state, 1), filter.states().contains(state)))
                .toList();
    }

    public List<String> getTypes() {
        return types.all().stream().map(JobType::name).toList();
    }

    public Collection<String> getQueues() {
        return viewer.may(Act.SEE_QUEUES) ? live.snapshot().queues().keySet() : List.of();
    }

    /** The span of time in words. */
    public String getSpan() {
        String from = filter.from();
        String to = filter.to();
        if (from == null && to == null) {
            return "Any time";
        }
        return (from == null ? "" : "from " + plain(from))
                + (from == null || to == null ? "" : " ")
                + (to == null ? "" : "to " + plain(to));
    }

    private static String plain(String instant) {
        return instant.replace('T', ' ');
    }

    /** Query string of the next page; null if this is the last. */
    public @Nullable String getOlder() {
        JobId cursor = page().older();
        return cursor == null ? null : filter.olderPage(cursor);
    }

    /** Query string of the page before; null on the first. */
    public @Nullable String getNewer() {
        JobId cursor = page().newer();
        return cursor == null ? null : filter.newerPage(cursor);
    }

    /** Whether the search looked at all it had to; if not, the next page goes on. */
    public boolean isExaminedAll() {
        return page().examinedAll();
    }

    /** How far the search came; null if it looked at all. */
    public @Nullable Instant getExaminedTo() {
        JobId edge = isBackwards() ? page().newer() : page().older();
        return isExaminedAll() || edge == null ? null : edge.time();
    }

    /** Whether the search went from older jobs to newer ones. */
    public boolean isBackwards() {
        return filter.newer() != null;
    }

    /** Whether this is the page with the newest jobs. */
    public boolean isFirst() {
        return filter.older() == null && filter.newer() == null;
    }

    /** Cancels what is selected. */
    public void cancelSelected() {
        viewer.require(Act.CANCEL_JOBS);
        List<JobId> ids = selected();
        if (!ids.isEmpty()) {
            Set<JobId> seen = jobs.covered(new LinkedHashSet<>(ids), viewer.reach());
            Map<JobId, CancelReply> replies = control.cancelAll(seen, viewer.getName());
            viewer.say(BulkReply.cancelled(replies.values()));
        }
    }

    /** Makes what is selected ready again. */
    public void retrySelected() {
        viewer.require(Act.RETRY_JOBS);
        List<JobId> ids = selected();
        if (!ids.isEmpty()) {
            Map<JobId, RetryReply> replies = control.retryAll(ids, viewer.getName());
            viewer.say(BulkReply.retried(replies.values()));
        }
    }

    private List<JobId> selected() {
        String[] ids = FacesContext.getCurrentInstance()
                .getExternalContext()
                .getRequestParameterValuesMap()
                .get("job");
        if (ids == null || ids.length == 0) {
            viewer.warn("Nothing is selected");
            return List.of();
        }
        return Arrays.stream(ids).limit(MAX_SELECTED).map(JobId::parse).toList();
    }

    /** Why the jobs cannot be shown now, in words; null if they are. */
    public @Nullable String getTrouble() {
        page();
        return trouble;
    }

    private Page page() {
        Page known = page;
        if (known == null) {
            known = read();
            page = known;
        }
        return known;
    }

    /** The filter stays on the screen when the database is slow or away: it is what helps, or is tried again. */
    private Page read() {
        try {
            return jobs.search(filter.toQuery(ROWS), viewer.reach());
        } catch (RuntimeException e) {
            trouble = Trouble.in(e, "jobs.xhtml?" + filter.query());
            if (trouble == null) {
                throw e;
            }
            viewer.later();
            return new Page(List.of(), null, null, true);
        }
    }

    /** A state to filter by. */
    public record StateSwitch(Chip chip, boolean on) {}
}
