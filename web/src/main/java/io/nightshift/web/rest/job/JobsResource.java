package io.nightshift.web.rest.job;

import io.nightshift.api.client.CancelReply;
import io.nightshift.api.client.RetryReply;
import io.nightshift.api.job.JobId;
import io.nightshift.api.job.JobSnapshot;
import io.nightshift.engine.access.Act;
import io.nightshift.engine.access.Reach;
import io.nightshift.engine.control.JobControl;
import io.nightshift.engine.handler.JobTypes;
import io.nightshift.engine.submit.Caller;
import io.nightshift.engine.submit.Submission;
import io.nightshift.engine.submit.Submitted;
import io.nightshift.engine.watch.JobEnds;
import io.nightshift.store.port.JobSearch;
import io.nightshift.store.port.JobSearch.LogLine;
import io.nightshift.store.port.JobSearch.LogPosition;
import io.nightshift.store.port.NewJob.Source;
import io.nightshift.web.rest.problem.ProblemException;
import io.nightshift.web.rest.request.Ids;
import io.nightshift.web.rest.request.Needs;
import io.nightshift.web.rest.request.OwnQuery;
import io.nightshift.web.rest.request.Paging;
import io.nightshift.web.rest.request.Users;
import io.nightshift.web.security.VisibleJobs;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One job at a time, and the search for jobs. */
@Path("jobs")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class JobsResource {

    private static final int MAX_LINES = 1_000;

    private final Submission submission;
    private final JobControl control;
    private final JobSearch search;
    private final VisibleJobs jobs;
    private final JobTypes types;
    private final LongPoll longPoll;

    /** Of whoever asks at the moment. A field, as there is none where no servlet container is. */
    @Context
    private @Nullable HttpServletRequest request;

    @Inject
    public JobsResource(Submission submission, JobControl control, JobSearch search, JobTypes types, JobEnds ends) {
        this.submission = submission;
        this.control = control;
        this.search = search;
        this.jobs = new VisibleJobs(search);
        this.types = types;
        this.longPoll = new LongPoll(ends);
    }

    /** RESTEasy looks for it before it asks CDI for the bean (RESTEASY003190). */
    @SuppressWarnings("NullAway")
    public JobsResource() {
        this(null, null, null, null, null);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Needs(Act.SUBMIT_JOBS)
    public Response submit(
            JobBody body,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @Context SecurityContext caller,
            @Context UriInfo uri) {
        Submitted submitted = submission.submit(body.toRequest(key), Caller.of(Users.name(caller), Source.HTTP));
        return Response.status(submitted.created() ? Response.Status.CREATED : Response.Status.OK)
                .location(uri.getBaseUriBuilder()
                        .path("jobs")
                        .path(submitted.id().toString())
                        .build())
                .entity(SubmittedView.of(submitted))
                .build();
    }

    @GET
    @Needs(Act.SEE_JOBS)
    @OwnQuery
    public Response find(@Context UriInfo uri, @Context SecurityContext caller) {
        return Response.ok(
                        JobRow.PageView.of(jobs.search(JobQuery.read(uri.getQueryParameters()), Users.reach(caller))))
                .build();
    }

    /** With {@code wait} the answer comes when the job has ended or the time is over, and no thread waits for it. */
    @GET
    @Path("{id}")
    @Needs(Act.SEE_JOBS)
    public void get(
            @PathParam("id") String id,
            @QueryParam("wait") @Nullable String wait,
            @Context SecurityContext caller,
            @Suspended AsyncResponse answer) {
        JobId job = Ids.job(id);
        Duration time = LongPoll.time(wait);
        Reach reach = Users.reach(caller);
        if (time == null || request == null) {
            answer.resume(view(job, jobs.find(job, reach)));
        } else {
            longPoll.answer(new LongPoll.Asked(job, time, () -> jobs.find(job, reach), this::view), request, answer);
        }
    }

    private Response view(JobId job, Optional<JobSnapshot> found) {
        return found.map(one -> Response.ok(JobView.of(one, types.shown(one.type(), one.args()), search.history(job)))
                        .build())
                .orElseThrow(() -> ProblemException.notFound("job " + job));
    }

    @GET
    @Path("{id}/log")
    @Needs(Act.SEE_JOBS)
    public Response log(
            @PathParam("id") String id,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable String limit,
            @Context SecurityContext caller) {
        JobId job = Ids.job(id);
        LogPosition position = LogView.position(after);
        int most = Paging.limit(limit, MAX_LINES);
        // Of a job that does not exist the log is empty.
        List<LogLine> lines = jobs.covers(job, Users.reach(caller)) ? search.log(job, position, most) : List.of();
        return Response.ok(LogView.of(lines, after)).build();
    }

    @POST
    @Path("{id}/cancel")
    @Needs(Act.CANCEL_JOBS)
    public Response cancel(@PathParam("id") String id, @Context SecurityContext caller) {
        JobId job = Ids.job(id);
        if (!jobs.covers(job, Users.reach(caller))) {
            throw ProblemException.notFound("job " + job);
        }
        CancelReply reply = control.cancel(job, Users.name(caller));
        return switch (reply) {
            case CANCELLED ->
                Response.ok(new Steered(job.value(), reply.name())).build();
            case REQUESTED ->
                Response.accepted(new Steered(job.value(), reply.name())).build();
            case ENDED -> throw ProblemException.conflict("ended", "Job " + job + " had ended before");
            case NOT_FOUND -> throw ProblemException.notFound("job " + job);
        };
    }

    @POST
    @Path("{id}/retry")
    @Needs(Act.RETRY_JOBS)
    public Response retry(@PathParam("id") String id, @Context SecurityContext caller) {
        JobId job = Ids.job(id);
        RetryReply reply = control.retry(job, Users.name(caller));
        return switch (reply) {
            case RETRIED -> Response.ok(new Steered(job.value(), reply.name())).build();
            case NOT_ENDED -> throw ProblemException.conflict("not-ended", "Job " + job + " has not ended");
            case SUCCEEDED ->
                throw ProblemException.conflict("succeeded", "Job " + job + " succeeded; submit a new one instead");
            case NOT_FOUND -> throw ProblemException.notFound("job " + job);
        };
    }

    /** What came of steering a job. */
    record Steered(UUID id, String reply) {}

    /** Lines of a log; {@code next} is where to go on, also when nothing new was there. */
    record LogView(List<Line> lines, @Nullable String next) {

        private static final Pattern POSITION = Pattern.compile("(\\d{1,9})\\.(\\d{1,9})");

        /** One of them. */
        record Line(int attempt, int line, Instant at, String level, String message) {}

        static LogView of(List<LogLine> lines, @Nullable String after) {
            String next = after;
            if (!lines.isEmpty()) {
                LogPosition last = lines.get(lines.size() - 1).position();
                next = last.attempt() + "." + last.line();
            }
            return new LogView(
                    lines.stream()
                            .map(line -> new Line(
                                    line.position().attempt(),
                                    line.position().line(),
                                    line.at(),
                                    line.level(),
                                    line.message()))
                            .toList(),
                    next);
        }

        static @Nullable LogPosition position(@Nullable String after) {
            if (after == null || after.isBlank()) {
                return null;
            }
            Matcher matcher = POSITION.matcher(after);
            if (matcher.matches()) {
                return new LogPosition(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
            }
            throw ProblemException.invalid("after", "must be the 'next' of an earlier answer");
        }
    }
}
