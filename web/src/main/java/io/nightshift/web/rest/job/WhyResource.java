package io.nightshift.web.rest.job;

import static io.nightshift.web.security.Role.ADMIN;
import static io.nightshift.web.security.Role.OPERATOR;
import static io.nightshift.web.security.Role.SUBMITTER;
import static io.nightshift.web.security.Role.VIEWER;

import io.nightshift.api.job.JobId;
import io.nightshift.api.job.JobState;
import io.nightshift.engine.why.Why;
import io.nightshift.web.rest.problem.ProblemException;
import io.nightshift.web.rest.request.Ids;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Why a job is not running. */
@Path("jobs/{id}/why")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class WhyResource {

    private final Why why;

    @Inject
    public WhyResource(Why why) {
        this.why = why;
    }

    /** RESTEasy looks for it before it asks CDI for the bean (RESTEASY003190). */
    @SuppressWarnings("NullAway")
    public WhyResource() {
        this(null);
    }

    @GET
    @RolesAllowed({VIEWER, OPERATOR, ADMIN, SUBMITTER})
    public Response ask(@PathParam("id") String id) {
        JobId job = Ids.job(id);
        return why.ask(job)
                .map(answer -> Response.ok(WhyView.of(answer)).build())
                .orElseThrow(() -> ProblemException.notFound("job " + job));
    }

    /** The answer: what stands before the job, in the order in which it meets it. */
    record WhyView(UUID id, JobState state, List<ReasonView> reasons) {
        static WhyView of(Why.Answer answer) {
            return new WhyView(
                    answer.id().value(),
                    answer.state(),
                    answer.reasons().stream().map(ReasonView::of).toList());
        }
    }

    /** One gate with who or what holds it. */
    record ReasonView(
            Why.Gate gate,
            String text,
            List<UUID> jobs,
            @Nullable Instant until) {
        static ReasonView of(Why.Reason reason) {
            return new ReasonView(
                    reason.gate(),
                    reason.text(),
                    reason.jobs().stream().map(JobId::value).toList(),
                    reason.until());
        }
    }
}
