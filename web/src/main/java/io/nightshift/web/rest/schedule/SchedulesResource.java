package io.nightshift.web.rest.schedule;

import io.nightshift.api.job.JobId;
import io.nightshift.engine.access.Act;
import io.nightshift.engine.handler.JobTypes;
import io.nightshift.engine.schedule.Schedules;
import io.nightshift.store.schedule.Schedule;
import io.nightshift.web.rest.job.SubmittedView;
import io.nightshift.web.rest.problem.ProblemException;
import io.nightshift.web.rest.request.Ids;
import io.nightshift.web.rest.request.Needs;
import io.nightshift.web.rest.request.Paging;
import io.nightshift.web.rest.request.Users;
import io.nightshift.web.rest.schedule.ScheduleView.FireView;
import io.nightshift.web.rest.schedule.ScheduleView.FiresView;
import io.nightshift.web.rest.schedule.ScheduleView.SchedulesView;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The schedules. Pausing what is paused is no error: the answer is the schedule as it stands. */
@Path("schedules")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class SchedulesResource {

    private static final int MAX_FIRES = 200;

    private final Schedules schedules;
    private final JobTypes types;

    @Inject
    public SchedulesResource(Schedules schedules, JobTypes types) {
        this.schedules = schedules;
        this.types = types;
    }

    /** RESTEasy looks for it before it asks CDI for the bean (RESTEASY003190). */
    @SuppressWarnings("NullAway")
    public SchedulesResource() {
        this(null, null);
    }

    @GET
    @Needs(Act.SEE_SCHEDULES)
    public Response all() {
        return Response.ok(new SchedulesView(
                        schedules.all().stream().map(this::view).toList()))
                .build();
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Needs(Act.CHANGE_SCHEDULES)
    public Response create(ScheduleBody body, @Context SecurityContext caller, @Context UriInfo uri) {
        Schedule made = schedules.create(body.toDraft(), Users.name(caller));
        return Response.created(uri.getBaseUriBuilder()
                        .path("schedules")
                        .path(made.id().toString())
                        .build())
                .entity(view(made))
                .build();
    }

    @GET
    @Path("{id}")
    @Needs(Act.SEE_SCHEDULES)
    public Response get(@PathParam("id") String id) {
        return schedules
                .find(id(id))
                .map(found -> Response.ok(view(found)).build())
                .orElseThrow(() -> notFound(id));
    }

    @PUT
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Needs(Act.CHANGE_SCHEDULES)
    public Response update(@PathParam("id") String id, ScheduleBody body, @Context SecurityContext caller) {
        return schedules
                .update(id(id), body.baseVersion(), body.toDraft(), Users.name(caller))
                .map(changed -> Response.ok(view(changed)).build())
                .orElseThrow(() -> notFound(id));
    }

    @DELETE
    @Path("{id}")
    @Needs(Act.CHANGE_SCHEDULES)
    public Response delete(@PathParam("id") String id, @Context SecurityContext caller) {
        if (!schedules.delete(id(id), Users.name(caller))) {
            throw notFound(id);
        }
        return Response.noContent().build();
    }

    @POST
    @Path("{id}/pause")
    @Needs(Act.CHANGE_SCHEDULES)
    public Response pause(@PathParam("id") String id, @Context SecurityContext caller) {
        schedules.pause(id(id), Users.name(caller));
        return get(id);
    }

    @POST
    @Path("{id}/resume")
    @Needs(Act.CHANGE_SCHEDULES)
    public Response resume(@PathParam("id") String id, @Context SecurityContext caller) {
        schedules.resume(id(id), Users.name(caller));
        return get(id);
    }

    @POST
    @Path("{id}/run")
    @Needs(Act.CHANGE_SCHEDULES)
    public Response run(@PathParam("id") String id, @Context SecurityContext caller, @Context UriInfo uri) {
        JobId job = schedules.runNow(id(id), Users.name(caller)).orElseThrow(() -> notFound(id));
        return Response.created(uri.getBaseUriBuilder()
                        .path("jobs")
                        .path(job.toString())
                        .build())
                .entity(new SubmittedView(job.value(), true))
                .build();
    }

    @GET
    @Path("{id}/fires")
    @Needs(Act.SEE_SCHEDULES)
    public Response fires(@PathParam("id") String id, @QueryParam("limit") @Nullable String limit) {
        return Response.ok(new FiresView(schedules.fires(id(id), Paging.limit(limit, MAX_FIRES)).stream()
                        .map(FireView::of)
                        .toList()))
                .build();
    }

    private ScheduleView view(Schedule schedule) {
        return ScheduleView.of(schedule, schedules, types);
    }

    private static UUID id(String text) {
        return Ids.of("schedule", text);
    }

    private static ProblemException notFound(String id) {
        return ProblemException.notFound("schedule " + id);
    }
}
