package io.nightshift.web.console.queue;

import io.nightshift.engine.access.Act;
import io.nightshift.engine.ingress.Rejects;
import io.nightshift.store.ingress.RejectStore.Reject;
import io.nightshift.store.text.Utf8;
import io.nightshift.web.console.Posted;
import io.nightshift.web.console.PrettyJson;
import io.nightshift.web.console.Viewer;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Messages that could not become jobs. {@code before} and {@code id} are in the URL. */
@Named("rejectsPage")
@RequestScoped
public class RejectsPage {

    private static final int ROWS = 25;

    private final Rejects rejects;
    private final Viewer viewer;
    private @Nullable String before;
    private final String id;
    private @Nullable List<Reject> page;

    @Inject
    public RejectsPage(Rejects rejects, Viewer viewer) {
        this.rejects = rejects;
        this.viewer = viewer;
        // Before any phase: the button of a reject counts only if the reject is known.
        this.id = Posted.value("id");
    }

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected RejectsPage() {
        this.rejects = null;
        this.viewer = null;
        this.id = "";
    }

    public List<Reject> getRows() {
        List<Reject> rows = page();
        return rows.size() > ROWS ? rows.subList(0, ROWS) : rows;
    }

    /** Cursor of the next page; null if this is the last. */
    public @Nullable UUID getOlder() {
        return page().size() > ROWS ? page().get(ROWS - 1).id() : null;
    }

    private List<Reject> page() {
        List<Reject> known = page;
        if (known == null) {
            known = rejects.page(uuid(before), ROWS + 1);
            page = known;
        }
        return known;
    }

    /** The one that is looked at; null if none is, or it is gone. */
    public @Nullable Reject getChosen() {
        UUID chosen = uuid(id);
        return chosen == null ? null : rejects.find(chosen).orElse(null);
    }

    /** Headers for people: indented if they are whole. */
    public String getHeaders() {
        Reject chosen = getChosen();
        return chosen == null ? "" : PrettyJson.of(chosen.headers());
    }

    /** Whether more of the body was received than is kept. */
    public boolean isCut() {
        Reject chosen = getChosen();
        return chosen != null && chosen.bodyBytes() > Utf8.length(chosen.bodyHead());
    }

    /**
     * Removes the one in the parameter {@code reject}.
     *
     * @return back to the list
     */
    public String delete() {
        viewer.require(Act.DELETE_REJECTS);
        UUID gone = uuid(Posted.value("reject"));
        if (gone != null && rejects.delete(gone, viewer.getName())) {
            viewer.say("The reject is deleted");
        } else {
            viewer.warn("The reject was deleted already");
        }
        viewer.keepMessages();
        return "rejects.xhtml?faces-redirect=true";
    }

    private static @Nullable UUID uuid(@Nullable String text) {
        try {
            return text == null || text.isEmpty() ? null : UUID.fromString(text);
        } catch (IllegalArgumentException notAnId) {
            // An URL that somebody mistyped names nothing.
            return null;
        }
    }

    public @Nullable String getBefore() {
        return before;
    }

    public void setBefore(@Nullable String before) {
        this.before = before;
    }

    public String getId() {
        return id;
    }
}
