package io.nightshift.bench.inside;

import io.nightshift.store.ingress.RejectStore;
import io.nightshift.store.node.NodeStore;
import io.nightshift.store.queue.QueueStore;
import io.nightshift.store.stat.StatStore;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Tells what a server needs at the moment. */
@Path("/")
@RequestScoped
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
public class StateResource {

    private static final double MEGA = 1024 * 1024;
    private static final Duration HISTORY = Duration.ofMinutes(60);
    private static final int MOST = 10_001;

    @Inject
    private @Nullable QueueStore queues;

    @Inject
    private @Nullable StatStore stats;

    @Inject
    private @Nullable NodeStore nodes;

    @Inject
    private @Nullable RejectStore rejects;

    /** Megabytes that are left of the heap when all garbage is gone. */
    @POST
    @Path("heap")
    public double heap() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed() / MEGA;
    }

    /** Reads what the live snapshot is made of; it is taken once a second while somebody looks. */
    @GET
    @Path("snapshot")
    public Response snapshot() {
        int things = Tools.present(queues).all().size()
                + Tools.present(stats).depths().size()
                + Tools.present(stats).minutes(HISTORY).size()
                + Tools.present(stats).dead(MOST)
                + Tools.present(nodes).all().size()
                + Tools.present(rejects).count(MOST);
        return Response.ok(things).build();
    }
}
