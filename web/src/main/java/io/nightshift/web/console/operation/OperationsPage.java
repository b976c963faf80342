package io.nightshift.web.console.operation;

import io.nightshift.api.client.CancelReply;
import io.nightshift.api.job.JobId;
import io.nightshift.engine.access.Act;
import io.nightshift.engine.bulk.Operations;
import io.nightshift.engine.control.JobControl;
import io.nightshift.store.audit.AuditStore;
import io.nightshift.store.audit.AuditStore.Entry;
import io.nightshift.web.console.Posted;
import io.nightshift.web.console.PrettyJson;
import io.nightshift.web.console.Viewer;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Operations on many jobs, and who did what. {@code before} and {@code audit} are cursors in the URL. */
@Named("operationsPage")
@RequestScoped
public class OperationsPage {

    private static final int ROWS = 15;
    private static final int ENTRIES = 25;

    private final Operations operations;
    private final AuditStore audit;
    private final JobControl control;
    private final Viewer viewer;
    private final String before;
    private final String auditBefore;
    private @Nullable List<OperationLine> lines;
    private @Nullable List<Entry> entries;

    @Inject
    public OperationsPage(Operations operations, AuditStore audit, JobControl control, Viewer viewer) {
        this.operations = operations;
        this.audit = audit;
        this.control = control;
        this.viewer = viewer;
        this.before = Posted.value("before");
        this.auditBefore = Posted.value("audit");
    }

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected OperationsPage() {
        this.operations = null;
        this.audit = null;
        this.control = null;
        this.viewer = null;
        this.before = "";
        this.auditBefore = "";
    }

    public List<OperationLine> getRows() {
        List<OperationLine> all = lines();
        return all.size() > ROWS ? all.subList(0, ROWS) : all;
    }

    /** Query string of the next page of operations; null if this is the last. */
    public @Nullable String getOlder() {
        return lines().size() > ROWS
                ? query(lines().get(ROWS - 1).getOperation().job().toString(), auditBefore)
                : null;
    }

    /** Query string of the first page of operations; null if this is it. */
    public @Nullable String getNewest() {
        return before.isEmpty() ? null : query("", auditBefore);
    }

    public List<Entry> getEntries() {
        List<Entry> all = entries();
        return all.size() > ENTRIES ? all.subList(0, ENTRIES) : all;
    }

    /** Query string of the next page of the audit; null if this is the last. */
    public @Nullable String getOlderEntries() {
        return entries().size() > ENTRIES
                ? query(before, entries().get(ENTRIES - 1).id().toString())
                : null;
    }

    /** Query string of the first page of the audit; null if this is it. */
    public @Nullable String getNewestEntries() {
        return auditBefore.isEmpty() ? null : query(before, "");
    }

    /** What something was or is, for people. */
    public String pretty(@Nullable String json) {
        return json == null ? "nothing" : PrettyJson.of(json);
    }

    /** The job that an entry is about; null if it is about something else. */
    public @Nullable String job(Entry entry) {
        boolean job = entry.action().startsWith("job.") || entry.action().startsWith("bulk.");
        return job ? entry.target() : null;
    }

    /** Stops the operation in the parameter {@code operation}. */
    public void stop() {
        viewer.require(Act.OPERATE_JOBS);
        UUID job = uuid(Posted.value("operation"));
        if (job == null) {
            return;
        }
        CancelReply reply = control.cancel(new JobId(job), viewer.getName());
        switch (reply) {
            case CANCELLED -> viewer.say("The operation is stopped");
            case REQUESTED -> viewer.say("The operation stops after its chunk");
            case ENDED -> viewer.warn("Too late: it had ended");
            case NOT_FOUND -> viewer.fail("There is no such operation any more");
        }
    }

    private List<OperationLine> lines() {
        List<OperationLine> known = lines;
        if (known == null) {
            UUID cursor = uuid(before);
            known = operations.page(cursor == null ? null : new JobId(cursor), ROWS + 1).stream()
                    .map(OperationLine::new)
                    .toList();
            lines = known;
        }
        return known;
    }

    private List<Entry> entries() {
        List<Entry> known = entries;
        if (known == null) {
            known = audit.page(uuid(auditBefore), ENTRIES + 1);
            entries = known;
        }
        return known;
    }

    private static String query(String before, String audit) {
        String first = before.isEmpty() ? "" : "before=" + before;
        String second = audit.isEmpty() ? "" : "audit=" + audit;
        return first + (first.isEmpty() || second.isEmpty() ? "" : "&") + second;
    }

    private static @Nullable UUID uuid(String text) {
        try {
            return text.isEmpty() ? null : UUID.fromString(text);
        } catch (IllegalArgumentException notAnId) {
            // A mistyped URL shows the newest.
            return null;
        }
    }
}
