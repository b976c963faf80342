package io.nightshift.bench.inside;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nightshift.api.client.JobClient;
import io.nightshift.api.job.JobRequest;
import io.nightshift.bench.course.Course;
import io.nightshift.bench.course.Figure;
import io.nightshift.bench.course.Measure;
import io.nightshift.engine.queue.Queues;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
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
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Does what the program outside asks for, and answers when it is done. */
@Path("/")
@RequestScoped
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
public class BenchResource {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject
    private @Nullable JobClient jobs;

    @Inject
    private @Nullable Queues queues;

    @Resource(lookup = "java:jboss/datasources/NightshiftEngineDS")
    private @Nullable DataSource database;

    @Resource(lookup = "java:jboss/ee/concurrency/executor/nightshift")
    private @Nullable ManagedExecutorService threads;

    /** Measures one thing from inside. */
    @POST
    @Path("measure/{measure}")
    public Figure measure(@PathParam("measure") String measure, @QueryParam("jobs") int count) throws Exception {
        return course().measure(Measure.of(measure), count);
    }

    /** Warms up. */
    @POST
    @Path("warm-up")
    public Response warmUp(@QueryParam("seconds") long seconds) throws Exception {
        course().warmUp(seconds, Integer.MAX_VALUE);
        return Response.noContent().build();
    }

    /** Empties the store and pauses the queue, for what is measured from outside. */
    @POST
    @Path("clear")
    public Response clear() throws Exception {
        subject().clear();
        return Response.noContent().build();
    }

    /** Submits a job as the real resource does, but for whoever asks. */
    @POST
    @Path("jobs")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response submit(String text) throws JsonProcessingException {
        JsonNode body = JSON.readTree(text);
        String id = client().submit(JobRequest.of(
                        body.path("type").asText(), body.path("args").toString()))
                .toString();
        return Response.status(Response.Status.CREATED)
                .entity(new Submitted(id))
                .build();
    }

    /** The answer to a submission. */
    public record Submitted(String id) {}

    private Course course() {
        return new Course(subject(), present(threads));
    }

    private Inside subject() {
        return new Inside(client(), present(queues), present(database));
    }

    private JobClient client() {
        return present(jobs);
    }

    private static <T> T present(@Nullable T injected) {
        if (injected == null) {
            throw new IllegalStateException("The container did not inject what the bench needs");
        }
        return injected;
    }
}
