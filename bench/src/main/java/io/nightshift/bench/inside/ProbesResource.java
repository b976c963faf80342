package io.nightshift.bench.inside;

import io.nightshift.api.job.JobRequest;
import io.nightshift.bench.course.Course;
import io.nightshift.bench.course.Tally;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Probes that are sent by one node and start on another: each knows its half of their latency. */
@Path("probes")
@RequestScoped
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
public class ProbesResource {

    /** That of the package {@code far}, which this node need not have. */
    private static final String TYPE = "bench.far";

    private static volatile @Nullable Tally expected;
    private static volatile int count;

    @Inject
    private @Nullable Tools tools;

    /** Here they will start. */
    @POST
    @Path("expect")
    public Response expect(@QueryParam("jobs") int jobs) {
        count = jobs;
        expected = Tally.expect(jobs);
        return Response.noContent().build();
    }

    /** Sends them from here; answers the moments before each. */
    @POST
    @Path("submit")
    public long[] submit(@QueryParam("jobs") int jobs) throws InterruptedException {
        long[] moments = new long[jobs];
        for (int i = 0; i < jobs; i++) {
            TimeUnit.MILLISECONDS.sleep(Course.PROBE_MILLIS);
            moments[i] = System.nanoTime();
            Tools.present(tools).client().submit(JobRequest.of(TYPE, "{\"payload\":\"" + Tally.probe(i) + "\"}"));
        }
        return moments;
    }

    /** When they started here. */
    @POST
    @Path("starts")
    public long[] starts() throws InterruptedException, TimeoutException {
        Tally tally = Tools.present(expected);
        tally.await();
        long[] moments = new long[count];
        for (int i = 0; i < moments.length; i++) {
            moments[i] = tally.startOf(i);
        }
        return moments;
    }
}
