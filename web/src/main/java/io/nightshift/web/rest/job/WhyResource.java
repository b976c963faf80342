package io.nightshift.web.rest.job;

import io.nightshift.api.job.JobId;
import io.nightshift.api.job.JobState;
import io.nightshift.engine.access.Act;
import io.nightshift.engine.access.Reach;
import io.nightshift.engine.why.Why;
import io.nightshift.store.port.JobSearch;
import io.nightshift.web.rest.problem.ProblemException;
import io.nightshift.web.rest.request.Ids;
import io.nightshift.web.rest.request.Needs;
import io.nightshift.web.rest.request.Users;
import io.nightshift.web.security.VisibleJobs;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Why a job is not running. */
@Path("jobs/{id}/why")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class WhyResource {

    private final Why why;
    private final VisibleJobs jobs;

    @Inject
    public WhyResource(Why why, JobSearch search) {
        this.why = why;
        this.jobs = new VisibleJobs(search);
    }

    /** RESTEasy looks for it before it asks CDI for the bean (RESTEASY003190). */
    @SuppressWarnings("NullAway")
    public WhyResource() {
        this(null, null);
    }

    @GET
    @Needs(Act.SEE_JOBS)
    public Response ask(@PathParam("id") String id, @Context SecurityContext caller) {
        JobId job = Ids.job(id);
        Reach reach = Users.reach(caller);
        return Optional.of(job)
                .filter(asked -> jobs.covers(asked, reach))
                .flatMap(why::ask)
                .map(answer -> Response.ok(WhyView.of(answer, jobs, reach)).build())
                .orElseThrow(() -> ProblemException.notFound("job " + job));
    }

    /** The answer: what stands before the job, in the order in which it meets it. */
    record WhyView(UUID id, JobState state, List<ReasonView> reasons) {
        static WhyView of(Why.Answer answer, VisibleJobs jobs, Reach reach) {
            return new WhyView(
                    answer.id().value(),
                    answer.state(),
                    answer.reasons().stream()
                            .map(reason -> ReasonView.of(reason, jobs, reach))
                            .toList());
        }
    }

    /** One gate with who or what holds it, as far as the caller sees those jobs. */
    record ReasonView(
            Why.Gate gate,
            String text,
            List<UUID> jobs,
            @Nullable Instant until) {
        static ReasonView of(Why.Reason reason, VisibleJobs jobs, Reach reach) {
            Why.Reason shown = jobs.shown(reason, reach);
            return new ReasonView(
                    shown.gate(),
                    shown.text(),
                    shown.jobs().stream().map(JobId::value).toList(),
                    shown.until());
        }
    }
}
