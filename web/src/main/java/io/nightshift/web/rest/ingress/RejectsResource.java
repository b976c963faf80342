package io.nightshift.web.rest.ingress;

import io.nightshift.engine.access.Act;
import io.nightshift.engine.ingress.Rejects;
import io.nightshift.store.ingress.RejectStore.Reject;
import io.nightshift.web.rest.problem.ProblemException;
import io.nightshift.web.rest.request.Ids;
import io.nightshift.web.rest.request.Needs;
import io.nightshift.web.rest.request.Paging;
import io.nightshift.web.rest.request.Users;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Messages that could not become jobs. */
@Path("rejects")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class RejectsResource {

    private static final int MAX_ROWS = 200;

    private final Rejects rejects;

    @Inject
    public RejectsResource(Rejects rejects) {
        this.rejects = rejects;
    }

    /** RESTEasy looks for it before it asks CDI for the bean (RESTEASY003190). */
    @SuppressWarnings("NullAway")
    public RejectsResource() {
        this(null);
    }

    @GET
    @Needs(Act.SEE_REJECTS)
    public Response page(@QueryParam("cursor") @Nullable String cursor, @QueryParam("limit") @Nullable String limit) {
        int rows = Paging.limit(limit, MAX_ROWS);
        return Response.ok(RejectsView.of(rejects.page(Paging.cursor(cursor), rows), rows))
                .build();
    }

    @GET
    @Path("{id}")
    @Needs(Act.SEE_REJECTS)
    public Response get(@PathParam("id") String id) {
        return rejects.find(Ids.of("reject", id))
                .map(found -> Response.ok(found).build())
                .orElseThrow(() -> ProblemException.notFound("reject " + id));
    }

    @DELETE
    @Path("{id}")
    @Needs(Act.DELETE_REJECTS)
    public Response delete(@PathParam("id") String id, @Context SecurityContext caller) {
        if (!rejects.delete(Ids.of("reject", id), Users.name(caller))) {
            throw ProblemException.notFound("reject " + id);
        }
        return Response.noContent().build();
    }

    /** A page, newest first; {@code next} is left out on the last one. */
    record RejectsView(List<Reject> rejects, @Nullable UUID next) {
        static RejectsView of(List<Reject> rows, int limit) {
            return new RejectsView(
                    rows, rows.size() < limit ? null : rows.get(rows.size() - 1).id());
        }
    }
}
