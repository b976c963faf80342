package io.nightshift.web.console.operation;

import io.nightshift.api.bulk.BulkAction;
import io.nightshift.api.bulk.BulkFilter;
import io.nightshift.api.bulk.BulkRequest;
import io.nightshift.api.bulk.BulkTarget;
import io.nightshift.api.client.InvalidJobException;
import io.nightshift.api.client.InvalidJobException.Violation;
import io.nightshift.api.job.JobId;
import io.nightshift.engine.access.Act;
import io.nightshift.engine.bulk.Operations;
import io.nightshift.engine.bulk.Operations.Count;
import io.nightshift.engine.stat.Live;
import io.nightshift.engine.submit.Caller;
import io.nightshift.store.port.NewJob.Source;
import io.nightshift.web.console.Posted;
import io.nightshift.web.console.Viewer;
import io.nightshift.web.console.Words;
import io.nightshift.web.console.job.JobFilter;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The step between a filter and an operation: how many jobs it would be, and how to go about them. The address has the filter
 * of the list and the action; the form's post carries both along.
 */
@Named("operationForm")
@RequestScoped
public class OperationForm {

    private static final int TYPED_ABOVE = 100;

    private final Operations operations;
    private final Live live;
    private final Viewer viewer;
    private final Words words;
    private final JobFilter filter;
    private final @Nullable BulkAction action;
    private List<Violation> violations = List.of();
    private @Nullable Count count;

    @Inject
    public OperationForm(Operations operations, Live live, Viewer viewer, Words words) {
        this.operations = operations;
        this.live = live;
        this.viewer = viewer;
        this.words = words;
        ExternalContext request = FacesContext.getCurrentInstance().getExternalContext();
        String posted = request.getRequestParameterMap().get("filter");
        this.filter =
                posted == null ? JobFilter.parse(request.getRequestParameterValuesMap()) : JobFilter.parse(posted);
        this.action = action(Posted.value("action"));
    }

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected OperationForm() {
        this.operations = null;
        this.live = null;
        this.viewer = null;
        this.words = null;
        this.filter = null;
        this.action = null;
    }

    public JobFilter getFilter() {
        return filter;
    }

    /** Null if the address names none. */
    public @Nullable BulkAction getAction() {
        return action;
    }

    /** Whether there is something to ask: an action, and a filter that leaves something out. */
    public boolean isAsked() {
        return action != null && getFields().narrows();
    }

    /** Whether the one who looks may start it. */
    public boolean isAllowed() {
        return viewer.may(action == BulkAction.DELETE ? Act.DELETE_JOBS : Act.OPERATE_JOBS);
    }

    public boolean isMoving() {
        return action == BulkAction.MOVE;
    }

    /** Such as "Retry": the name of the action as people say it. */
    public String getVerb() {
        return action == null ? "" : OperationLine.verb(action);
    }

    /** What it does to each job. */
    public String getEffect() {
        if (action == null) {
            return "";
        }
        return switch (action) {
            case RETRY -> "Each becomes READY, with its attempts counted anew.";
            case CANCEL -> "Those that wait end at once as CANCELLED. Those that run are asked to stop.";
            case DELETE -> "Each is removed with its attempts, log and result. Nothing brings it back.";
            case MOVE ->
                "Each gets another queue, another priority, or both, and goes on waiting. Those that run stay.";
        };
    }

    /** The states it looks at when the filter names none. */
    public String getStates() {
        return action == null || !filter.states().isEmpty()
                ? ""
                : String.join(", ", action.states().stream().map(Enum::name).toList());
    }

    /** Which jobs, in words. */
    public String getWhich() {
        return operations.describe(getFields());
    }

    /** How many jobs it would be, as far as they are counted: "10,000+". */
    public String getCounted() {
        Count counted = count();
        return words.count(counted.count()) + (counted.more() ? "+" : "");
    }

    /** The number to type before so many jobs are moved; empty if they are few. */
    public String getToType() {
        return count().count() > TYPED_ABOVE ? Long.toString(count().count()) : "";
    }

    public Collection<String> getQueues() {
        return live.snapshot().queues().keySet();
    }

    public List<Violation> getViolations() {
        return violations;
    }

    /** What was typed into a field before. */
    public String value(String field) {
        return Posted.value(field);
    }

    /**
     * Starts it.
     *
     * @return to its job's page; stays here if something is wrong
     */
    public @Nullable String start() {
        viewer.require(Act.OPERATE_JOBS);
        BulkAction what = action;
        if (what == null || !isAllowed()) {
            throw new SecurityException("This operation needs the role admin");
        }
        List<Violation> wrong = new ArrayList<>();
        boolean dryRun = Posted.value("dryRun").equals("on");
        String counted = Posted.value("counted");
        if (!dryRun
                && !counted.isEmpty()
                && !Posted.value("typed").strip().replace(",", "").equals(counted)) {
            wrong.add(new Violation("count", "must be typed as it stands here, or tick dry run"));
        }
        Long most = number("most", wrong);
        Long perSecond = number("perSecond", wrong);
        BulkTarget to = what == BulkAction.MOVE ? target(wrong) : null;
        Integer throttle =
                perSecond == null ? null : Math.toIntExact(Math.min(perSecond, BulkRequest.MOST_PER_SECOND + 1L));
        if (wrong.isEmpty()) {
            try {
                JobId job = operations.start(
                        new BulkRequest(what, getFields(), to, throttle, most, dryRun),
                        Caller.of(viewer.getName(), Source.CONSOLE));
                viewer.say(dryRun ? "The dry run is under way" : "The operation is under way");
                viewer.keepMessages();
                return "job.xhtml?faces-redirect=true&id=" + job;
            } catch (InvalidJobException e) {
                wrong.addAll(e.violations());
            }
        }
        violations = wrong;
        return null;
    }

    private BulkFilter getFields() {
        return filter.toBulk();
    }

    private Count count() {
        Count known = count;
        if (known == null) {
            known = isAsked() ? operations.count(action, getFields()) : new Count(0, false);
            count = known;
        }
        return known;
    }

    private static @Nullable BulkTarget target(List<Violation> wrong) {
        String queue = Posted.value("toQueue").strip();
        Long priority = number("toPriority", wrong);
        return new BulkTarget(
                queue.isEmpty() ? null : queue,
                priority == null ? null : Math.toIntExact(Math.min(priority, Integer.MAX_VALUE)));
    }

    private static @Nullable Long number(String field, List<Violation> wrong) {
        String text = Posted.value(field).strip().replace(",", "");
        if (text.isEmpty()) {
            return null;
        }
        if (!text.matches("\\d{1,15}")) {
            wrong.add(new Violation(field, "must be a whole number"));
            return null;
        }
        return Long.valueOf(text);
    }

    private static @Nullable BulkAction action(String name) {
        Optional<BulkAction> known = Arrays.stream(BulkAction.values())
                .filter(one -> one.name().equalsIgnoreCase(name))
                .findFirst();
        return known.orElse(null);
    }
}
