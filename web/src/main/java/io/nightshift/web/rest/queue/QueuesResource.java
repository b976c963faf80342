package io.nightshift.web.rest.queue;

import io.nightshift.engine.access.Act;
import io.nightshift.engine.queue.Queues;
import io.nightshift.engine.stat.Live;
import io.nightshift.web.rest.problem.ProblemException;
import io.nightshift.web.rest.queue.QueueView.QueuesView;
import io.nightshift.web.rest.request.Needs;
import io.nightshift.web.rest.request.Users;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import org.jspecify.annotations.Nullable;

/** The queues. Pausing what is paused is no error: the answer is the queue as it stands. */
@Path("queues")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class QueuesResource {

    private static final int MAX_CONCURRENCY = 100_000;
    private static final int MAX_WEIGHT = 100;

    private final Queues queues;
    private final Live live;

    @Inject
    public QueuesResource(Queues queues, Live live) {
        this.queues = queues;
        this.live = live;
    }

    /** RESTEasy looks for it before it asks CDI for the bean (RESTEASY003190). */
    @SuppressWarnings("NullAway")
    public QueuesResource() {
        this(null, null);
    }

    @GET
    @Needs(Act.SEE_QUEUES)
    public Response all() {
        Live.Snapshot snapshot = live.snapshot();
        return Response.ok(new QueuesView(
                        snapshot.at(),
                        queues.all().stream()
                                .map(queue -> QueueView.of(queue, snapshot))
                                .toList()))
                .build();
    }

    @GET
    @Path("{name}")
    @Needs(Act.SEE_QUEUES)
    public Response get(@PathParam("name") String name) {
        return queues.all().stream()
                .filter(queue -> queue.name().equals(name))
                .findFirst()
                .map(queue -> Response.ok(QueueView.of(queue, live.snapshot())).build())
                .orElseThrow(() -> ProblemException.notFound("queue " + name));
    }

    @POST
    @Path("{name}/pause")
    @Needs(Act.STEER_QUEUES)
    public Response pause(
            @PathParam("name") String name,
            @QueryParam("reason") @Nullable String reason,
            @Context SecurityContext caller) {
        queues.pause(name, Users.name(caller), Users.reason(reason));
        return get(name);
    }

    @POST
    @Path("{name}/resume")
    @Needs(Act.STEER_QUEUES)
    public Response resume(@PathParam("name") String name, @Context SecurityContext caller) {
        queues.resume(name, Users.name(caller));
        return get(name);
    }

    @PUT
    @Path("{name}/concurrency")
    @Consumes(MediaType.APPLICATION_JSON)
    @Needs(Act.LIMIT_QUEUES)
    public Response concurrency(@PathParam("name") String name, Concurrency body, @Context SecurityContext caller) {
        Integer perNode = body.perNode();
        if (perNode == null || perNode < 1 || perNode > MAX_CONCURRENCY) {
            throw ProblemException.invalid("perNode", "must be 1 to " + MAX_CONCURRENCY);
        }
        queues.concurrency(name, perNode, Users.name(caller));
        return get(name);
    }

    @PUT
    @Path("{name}/weight")
    @Consumes(MediaType.APPLICATION_JSON)
    @Needs(Act.STEER_QUEUES)
    public Response weight(@PathParam("name") String name, Weight body, @Context SecurityContext caller) {
        Integer weight = body.weight();
        if (weight == null || weight < 1 || weight > MAX_WEIGHT) {
            throw ProblemException.invalid("weight", "must be 1 to " + MAX_WEIGHT);
        }
        queues.weight(name, weight, Users.name(caller));
        return get(name);
    }

    @PUT
    @Path("{name}/limits")
    @Consumes(MediaType.APPLICATION_JSON)
    @Needs(Act.LIMIT_QUEUES)
    public Response limits(@PathParam("name") String name, LimitsView body, @Context SecurityContext caller) {
        queues.limits(name, body.limits(), Users.name(caller));
        return get(name);
    }

    /** How many of a queue's jobs one node runs at once. */
    record Concurrency(@Nullable Integer perNode) {}

    /** What a queue gets of a node's slots beside other queues. */
    record Weight(@Nullable Integer weight) {}
}
