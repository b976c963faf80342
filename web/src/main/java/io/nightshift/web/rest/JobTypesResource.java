package io.nightshift.web.rest;

import static io.nightshift.web.security.Role.ADMIN;
import static io.nightshift.web.security.Role.OPERATOR;
import static io.nightshift.web.security.Role.SUBMITTER;
import static io.nightshift.web.security.Role.VIEWER;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.nightshift.engine.run.JobTypes;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;

/** What kinds of jobs there are. */
@Path("job-types")
@Dependent
@Produces(MediaType.APPLICATION_JSON)
public class JobTypesResource {

    private final JobTypes types;

    @Inject
    public JobTypesResource(JobTypes types) {
        this.types = types;
    }

    /** RESTEasy looks for it before it asks CDI for the bean (RESTEASY003190). */
    @SuppressWarnings("NullAway")
    public JobTypesResource() {
        this(null);
    }

    @GET
    @RolesAllowed({VIEWER, OPERATOR, ADMIN, SUBMITTER})
    public Response all() {
        return Response.ok(new JobTypesView(
                        types.all().stream().map(JobTypeView::of).toList()))
                .build();
    }

    @GET
    @Path("{name}")
    @RolesAllowed({VIEWER, OPERATOR, ADMIN, SUBMITTER})
    public Response get(@PathParam("name") String name) {
        return types.find(name)
                .map(found -> Response.ok(JobTypeView.of(found)).build())
                .orElseThrow(() -> ProblemException.notFound("job type " + name));
    }

    /** All of them, by name. */
    record JobTypesView(List<JobTypeView> jobTypes) {}

    /** One of them, with the schema of its arguments. */
    record JobTypeView(
            String name,
            String description,
            String queue,
            int maxAttempts,
            Duration timeout,
            @JsonRawValue String argsSchema) {
        static JobTypeView of(JobTypes.JobType type) {
            return new JobTypeView(
                    type.name(),
                    type.description(),
                    type.queue(),
                    type.maxAttempts(),
                    type.timeout(),
                    type.argsSchema());
        }
    }
}
