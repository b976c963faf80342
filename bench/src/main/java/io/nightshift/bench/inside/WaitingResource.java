package io.nightshift.bench.inside;

import io.nightshift.bench.course.Figure;
import io.nightshift.bench.course.Measure;
import io.nightshift.bench.handler.Wait;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.jspecify.annotations.Nullable;

/** Lets many jobs wait at the same time, and counts the threads that it takes. */
@Path("waiting")
@RequestScoped
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
public class WaitingResource {

    private static final String WHO = "bench";

    @Inject
    private @Nullable Tools tools;

    /** As many at once as there are. */
    @POST
    public Figure waiting(@QueryParam("jobs") int jobs) throws Exception {
        Tools present = Tools.present(tools);
        // Makes the queue, if there is none.
        present.waiting().clear();
        present.queues().concurrency(Wait.QUEUE, jobs, WHO);
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        int before = threads.getThreadCount();
        threads.resetPeakThreadCount();
        Wait.most();
        Figure drain = present.waitingCourse().measure(Measure.DRAIN, jobs);
        return Figure.of(jobs)
                .with("most_waiting", Wait.most())
                .with("threads_before", before)
                .with("most_threads", threads.getPeakThreadCount())
                .with("seconds", jobs / drain.perSecond());
    }
}
