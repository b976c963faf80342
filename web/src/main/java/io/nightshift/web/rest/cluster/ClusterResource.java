package io.nightshift.web.rest.cluster;

import io.nightshift.engine.access.Act;
import io.nightshift.engine.node.Nodes;
import io.nightshift.engine.stat.Live;
import io.nightshift.store.node.NodeStore.Node;
import io.nightshift.store.stat.StatStore.Minute;
import io.nightshift.web.rest.problem.ProblemException;
import io.nightshift.web.rest.queue.QueueView;
import io.nightshift.web.rest.request.Ids;
import io.nightshift.web.rest.request.Needs;
import io.nightshift.web.rest.request.Users;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Instant;
import java.util.List;

/** How the cluster stands, from the snapshot that is taken once a second, and who changed what. */
@Path("/")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class ClusterResource {

    private final Live live;
    private final Nodes nodes;

    @Inject
    public ClusterResource(Live live, Nodes nodes) {
        this.live = live;
        this.nodes = nodes;
    }

    /** RESTEasy looks for it before it asks CDI for the bean (RESTEASY003190). */
    @SuppressWarnings("NullAway")
    public ClusterResource() {
        this(null, null);
    }

    @GET
    @Path("nodes")
    @Needs(Act.SEE_CLUSTER)
    public Response nodes() {
        Live.Snapshot snapshot = live.snapshot();
        return Response.ok(new NodesView(snapshot.at(), snapshot.nodes())).build();
    }

    /** Draining what drains is no error: the answer is the node as it stands. */
    @POST
    @Path("nodes/{incarnation}/drain")
    @Needs(Act.STEER_NODES)
    public Response drain(@PathParam("incarnation") String incarnation, @Context SecurityContext caller) {
        Node node = node(incarnation);
        if (!nodes.drain(node.incarnation(), Users.name(caller)) && !node.live()) {
            throw ProblemException.conflict(
                    "node-silent", "Node " + node.name() + " is not live: its jobs go to other nodes by themselves");
        }
        return Response.ok(node(incarnation)).build();
    }

    @POST
    @Path("nodes/{incarnation}/resume")
    @Needs(Act.STEER_NODES)
    public Response resume(@PathParam("incarnation") String incarnation, @Context SecurityContext caller) {
        nodes.resume(node(incarnation).incarnation(), Users.name(caller));
        return Response.ok(node(incarnation)).build();
    }

    private Node node(String incarnation) {
        return nodes.find(Ids.of("node", incarnation))
                .orElseThrow(() -> ProblemException.notFound("node " + incarnation));
    }

    @GET
    @Path("overview")
    @Needs(Act.SEE_CLUSTER)
    public Response overview() {
        return Response.ok(Overview.of(live.snapshot())).build();
    }

    /** All known nodes; {@code at} is when this was read. */
    record NodesView(Instant at, List<Node> nodes) {}

    /** A snapshot; {@code dead} counts up to 10,001 and {@code rejects} up to 1,001. */
    record Overview(
            long version,
            Instant at,
            List<QueueView> queues,
            List<Node> nodes,
            List<Minute> minutes,
            int dead,
            int rejects) {
        static Overview of(Live.Snapshot snapshot) {
            return new Overview(
                    snapshot.version(),
                    snapshot.at(),
                    snapshot.queues().values().stream().map(QueueView::of).toList(),
                    snapshot.nodes(),
                    snapshot.minutes(),
                    snapshot.dead(),
                    snapshot.rejects());
        }
    }
}
