package io.nightshift.bench.inside;

import io.nightshift.bench.course.Figure;
import io.nightshift.bench.course.Measure;
import io.nightshift.bench.course.Tally;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/** Does what the program outside asks for, and answers when it is done. */
@Path("/")
@RequestScoped
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
public class BenchResource {

    private static final int PER_CALL = 500;

    @Inject
    private @Nullable Tools tools;

    /** Measures one thing from inside. */
    @POST
    @Path("measure/{measure}")
    public Figure measure(@PathParam("measure") String measure, @QueryParam("jobs") int count) throws Exception {
        return tools().course().measure(Measure.of(measure), count);
    }

    /** Warms up. */
    @POST
    @Path("warm-up")
    public Response warmUp(@QueryParam("seconds") long seconds) throws Exception {
        tools().course().warmUp(seconds, Integer.MAX_VALUE);
        return done();
    }

    /** Empties the store and pauses the queue, for what is measured from outside. */
    @POST
    @Path("clear")
    public Response clear() throws Exception {
        tools().subject().clear();
        return done();
    }

    /** Stores jobs. */
    @POST
    @Path("store")
    public Response store(@QueryParam("jobs") int jobs) {
        for (int left = jobs; left > 0; left -= PER_CALL) {
            tools().subject().submitAll(Collections.nCopies(Math.min(left, PER_CALL), Tally.payload()));
        }
        return done();
    }

    /** Lets the workers of all nodes go, or stops them. */
    @POST
    @Path("workers")
    public Response workers(@QueryParam("on") boolean on) throws Exception {
        if (on) {
            tools().subject().startWorkers();
        } else {
            tools().subject().stopWorkers();
        }
        return done();
    }

    /** Gives the store a past of so many jobs and some that wait, unless it has just that. */
    @POST
    @Path("age")
    public Response age(@QueryParam("jobs") int jobs, @QueryParam("waiting") int waiting) throws Exception {
        if (!tools().past().reaches(jobs)) {
            tools().subject().clear();
            tools().past().fill(jobs);
        }
        store(waiting);
        return done();
    }

    private Tools tools() {
        return Tools.present(tools);
    }

    private static Response done() {
        return Response.noContent().build();
    }
}
