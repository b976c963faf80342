package io.nightshift.web.rest.cluster;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.nightshift.engine.access.Act;
import io.nightshift.store.audit.AuditStore;
import io.nightshift.store.audit.AuditStore.Entry;
import io.nightshift.web.rest.json.Json;
import io.nightshift.web.rest.request.Needs;
import io.nightshift.web.rest.request.Paging;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who did what: by pages, or all of it as lines of JSON. */
@Path("/")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class AuditResource {

    private static final int MAX_ROWS = 200;
    private static final int ROWS_AT_ONCE = 500;
    private static final String LINES = "application/x-ndjson";

    private final AuditStore audit;

    @Inject
    public AuditResource(AuditStore audit) {
        this.audit = audit;
    }

    /** RESTEasy looks for it before it asks CDI for the bean (RESTEASY003190). */
    @SuppressWarnings("NullAway")
    public AuditResource() {
        this(null);
    }

    @GET
    @Path("audit")
    @Needs(Act.SEE_AUDIT)
    public Response page(@QueryParam("cursor") @Nullable String cursor, @QueryParam("limit") @Nullable String limit) {
        int rows = Paging.limit(limit, MAX_ROWS);
        return Response.ok(AuditView.of(audit.page(Paging.cursor(cursor), rows), rows))
                .build();
    }

    /** Newest first, read in pieces while it is sent; with a cursor what is older than that entry. */
    @GET
    @Path("audit.jsonl")
    @Produces(LINES)
    @Needs(Act.SEE_AUDIT)
    public Response lines(@QueryParam("cursor") @Nullable String cursor) {
        UUID from = Paging.cursor(cursor);
        // Read before anything is sent: what is wrong with the database can still be told.
        List<Entry> first = audit.page(from, ROWS_AT_ONCE);
        return Response.ok((StreamingOutput) out -> write(first, out), LINES).build();
    }

    private void write(List<Entry> first, OutputStream out) throws IOException {
        List<Entry> rows = first;
        while (!rows.isEmpty()) {
            StringBuilder text = new StringBuilder();
            rows.forEach(row -> text.append(Json.write(EntryView.of(row))).append('\n'));
            out.write(text.toString().getBytes(StandardCharsets.UTF_8));
            rows = rows.size() < ROWS_AT_ONCE
                    ? List.of()
                    : audit.page(rows.get(rows.size() - 1).id(), ROWS_AT_ONCE);
        }
    }

    /** A page of what was done, newest first; {@code next} is left out on the last one. */
    record AuditView(List<EntryView> entries, @Nullable UUID next) {
        static AuditView of(List<Entry> rows, int limit) {
            return new AuditView(
                    rows.stream().map(EntryView::of).toList(),
                    rows.size() < limit ? null : rows.get(rows.size() - 1).id());
        }
    }

    /** An entry; before and after are JSON, not text. */
    record EntryView(
            UUID id,
            Instant doneAt,
            String who,
            String action,
            String target,
            @Nullable String detail,
            @JsonRawValue @Nullable String before,
            @JsonRawValue @Nullable String after,
            int repeats) {
        static EntryView of(Entry entry) {
            return new EntryView(
                    entry.id(),
                    entry.doneAt(),
                    entry.who(),
                    entry.action(),
                    entry.target(),
                    entry.detail(),
                    entry.before(),
                    entry.after(),
                    entry.repeats());
        }
    }
}
