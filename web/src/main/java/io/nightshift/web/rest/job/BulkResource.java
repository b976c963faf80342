package io.nightshift.web.rest.job;

import io.nightshift.api.client.CancelReply;
import io.nightshift.api.job.JobId;
import io.nightshift.engine.access.Act;
import io.nightshift.engine.control.JobControl;
import io.nightshift.engine.submit.Caller;
import io.nightshift.engine.submit.Submission;
import io.nightshift.engine.submit.Submitted;
import io.nightshift.store.port.JobSearch;
import io.nightshift.store.port.NewJob.Source;
import io.nightshift.web.rest.request.Needs;
import io.nightshift.web.rest.request.Users;
import io.nightshift.web.security.VisibleJobs;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Many jobs with one request. */
@Path("/")
@ApplicationScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class BulkResource {

    private final Submission submission;
    private final JobControl control;
    private final VisibleJobs jobs;

    @Inject
    public BulkResource(Submission submission, JobControl control, JobSearch search) {
        this.submission = submission;
        this.control = control;
        this.jobs = new VisibleJobs(search);
    }

    /** RESTEasy looks for it before it asks CDI for the bean (RESTEASY003190). */
    @SuppressWarnings("NullAway")
    public BulkResource() {
        this(null, null, null);
    }

    @POST
    @Path("jobs:batch")
    @Needs(Act.SUBMIT_JOBS)
    public Response submit(BatchBody body, @Context SecurityContext caller) {
        List<Submitted> submitted = submission.submitAll(body.toRequests(), Caller.of(Users.name(caller), Source.HTTP));
        boolean anyCreated = submitted.stream().anyMatch(Submitted::created);
        return Response.status(anyCreated ? Response.Status.CREATED : Response.Status.OK)
                .entity(new BatchView(submitted.stream().map(SubmittedView::of).toList()))
                .build();
    }

    @POST
    @Path("jobs:cancel")
    @Needs(Act.CANCEL_JOBS)
    public Response cancel(IdsBody body, @Context SecurityContext caller) {
        Set<JobId> asked = body.toIds();
        Map<UUID, String> replies = new LinkedHashMap<>();
        asked.forEach(id -> replies.put(id.value(), CancelReply.NOT_FOUND.name()));
        control.cancelAll(jobs.covered(asked, Users.reach(caller)), Users.name(caller))
                .forEach((id, reply) -> replies.put(id.value(), reply.name()));
        return Response.ok(new Replies(replies)).build();
    }

    @POST
    @Path("jobs:retry")
    @Needs(Act.RETRY_JOBS)
    public Response retry(IdsBody body, @Context SecurityContext caller) {
        Map<UUID, String> replies = new LinkedHashMap<>();
        control.retryAll(body.toIds(), Users.name(caller))
                .forEach((id, reply) -> replies.put(id.value(), reply.name()));
        return Response.ok(new Replies(replies)).build();
    }

    /** The answer to a batch, in the order of its requests. */
    record BatchView(List<SubmittedView> jobs) {}

    /** What came of each, by id. */
    record Replies(Map<UUID, String> replies) {}
}
