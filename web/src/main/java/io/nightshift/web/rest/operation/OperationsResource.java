package io.nightshift.web.rest.operation;

import io.nightshift.api.bulk.BulkAction;
import io.nightshift.api.bulk.BulkFilter;
import io.nightshift.api.bulk.BulkReply;
import io.nightshift.api.bulk.BulkRequest;
import io.nightshift.api.bulk.BulkTarget;
import io.nightshift.api.client.InvalidJobException.Violation;
import io.nightshift.api.job.JobId;
import io.nightshift.api.job.JobState;
import io.nightshift.engine.access.Act;
import io.nightshift.engine.bulk.Operations;
import io.nightshift.engine.submit.Caller;
import io.nightshift.store.bulk.BulkStore;
import io.nightshift.store.port.NewJob.Source;
import io.nightshift.web.rest.problem.ProblemException;
import io.nightshift.web.rest.request.Ids;
import io.nightshift.web.rest.request.Needs;
import io.nightshift.web.rest.request.Paging;
import io.nightshift.web.rest.request.Users;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** All jobs that fit a filter with one request: counted, and steered by an operation that is a job itself. */
@Path("/")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class OperationsResource {

    private static final int MAX_ROWS = 200;

    private final Operations operations;

    @Inject
    public OperationsResource(Operations operations) {
        this.operations = operations;
    }

    /** RESTEasy looks for it before it asks CDI for the bean (RESTEASY003190). */
    @SuppressWarnings("NullAway")
    public OperationsResource() {
        this(null);
    }

    @POST
    @Path("jobs:count")
    @Consumes(MediaType.APPLICATION_JSON)
    @Needs(Act.OPERATE_JOBS)
    public Response count(CountBody body) {
        if (body.filter() == null) {
            throw ProblemException.invalid("filter", "is missing");
        }
        Operations.Count count = operations.count(body.action(), body.filter());
        return Response.ok(new CountView(count.count(), count.more())).build();
    }

    @POST
    @Path("jobs:bulk")
    @Consumes(MediaType.APPLICATION_JSON)
    @Needs(Act.OPERATE_JOBS)
    public Response start(BulkBody body, @Context SecurityContext caller, @Context UriInfo uri) {
        BulkRequest request = body.toRequest();
        if (request.action() == BulkAction.DELETE && !Act.DELETE_JOBS.allows(caller::isUserInRole)) {
            throw new ProblemException(403, "forbidden", "DELETE needs the role admin", List.of());
        }
        JobId job = operations.start(request, Caller.of(Users.name(caller), Source.HTTP));
        return Response.accepted(new StartedView(job.value()))
                .location(uri.getBaseUriBuilder()
                        .path("jobs")
                        .path(job.toString())
                        .build())
                .build();
    }

    @GET
    @Path("operations")
    @Needs(Act.OPERATE_JOBS)
    public Response all(@QueryParam("cursor") @Nullable String cursor, @QueryParam("limit") @Nullable String limit) {
        int rows = Paging.limit(limit, MAX_ROWS);
        UUID before = Paging.cursor(cursor);
        return Response.ok(OperationsView.of(operations.page(before == null ? null : new JobId(before), rows), rows))
                .build();
    }

    @GET
    @Path("operations/{id}")
    @Needs(Act.OPERATE_JOBS)
    public Response get(@PathParam("id") String id) {
        return operations
                .find(new JobId(Ids.of("operation", id)))
                .map(found -> Response.ok(OperationView.of(found)).build())
                .orElseThrow(() -> ProblemException.notFound("operation " + id));
    }

    /** What to count, and for which action. */
    record CountBody(@Nullable BulkAction action, @Nullable BulkFilter filter) {}

    /** How many jobs fit; {@code more} if they were not counted to the end. */
    record CountView(long count, boolean more) {}

    /** An operation as it stands in a body. */
    record BulkBody(
            @Nullable BulkAction action,
            @Nullable BulkFilter filter,
            @Nullable BulkTarget to,
            @Nullable Integer perSecond,
            @Nullable Long most,
            @Nullable Boolean dryRun) {

        BulkRequest toRequest() {
            List<Violation> violations = new ArrayList<>();
            if (action == null) {
                violations.add(new Violation("action", "is missing: RETRY, CANCEL, DELETE or MOVE"));
            }
            if (filter == null) {
                violations.add(new Violation("filter", "is missing"));
            }
            if (action == null || filter == null) {
                throw ProblemException.invalid(violations);
            }
            return new BulkRequest(action, filter, to, perSecond, most, dryRun != null && dryRun);
        }
    }

    /** The job that carries out a new operation. */
    record StartedView(UUID id) {}

    /** A page of operations, newest first; {@code next} is left out on the last one. */
    record OperationsView(
            List<OperationView> operations, @Nullable UUID next) {
        static OperationsView of(List<Operations.Seen> rows, int limit) {
            return new OperationsView(
                    rows.stream().map(OperationView::of).toList(),
                    rows.size() < limit
                            ? null
                            : rows.get(rows.size() - 1).operation().job().value());
        }
    }

    /** An operation and how far it is; {@code state} is its job's, left out once retention has removed that. */
    record OperationView(
            UUID id,
            String who,
            BulkAction action,
            String what,
            boolean dryRun,
            Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable JobState state,
            long matched,
            long done,
            long skipped,
            Map<BulkReply, Long> reasons) {
        static OperationView of(Operations.Seen seen) {
            BulkStore.Operation operation = seen.operation();
            return new OperationView(
                    operation.job().value(),
                    operation.who(),
                    operation.action(),
                    operation.what(),
                    operation.dryRun(),
                    operation.startedAt(),
                    operation.endedAt(),
                    seen.state(),
                    operation.tally().matched(),
                    operation.tally().done(),
                    operation.tally().skipped(),
                    operation.tally().reasons());
        }
    }
}
