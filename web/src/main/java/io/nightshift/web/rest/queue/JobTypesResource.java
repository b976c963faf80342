package io.nightshift.web.rest.queue;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.nightshift.engine.access.Act;
import io.nightshift.engine.handler.JobTypes;
import io.nightshift.engine.queue.Types;
import io.nightshift.engine.stat.Live;
import io.nightshift.store.queue.Limits;
import io.nightshift.store.type.Breaker;
import io.nightshift.store.type.TypeStore.Setting;
import io.nightshift.web.rest.problem.ProblemException;
import io.nightshift.web.rest.request.Needs;
import io.nightshift.web.rest.request.Users;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What kinds of jobs there are. Pausing what is paused is no error: the answer is what is set now. */
@Path("job-types")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class JobTypesResource {

    private final JobTypes types;
    private final Types settings;
    private final Live live;

    @Inject
    public JobTypesResource(JobTypes types, Types settings, Live live) {
        this.types = types;
        this.settings = settings;
        this.live = live;
    }

    /** RESTEasy looks for it before it asks CDI for the bean (RESTEASY003190). */
    @SuppressWarnings("NullAway")
    public JobTypesResource() {
        this(null, null, null);
    }

    @GET
    @Needs(Act.SEE_TYPES)
    public Response all() {
        Map<String, Setting> set = settings.all().stream().collect(Collectors.toMap(Setting::type, setting -> setting));
        return Response.ok(new JobTypesView(types.all().stream()
                        .map(type -> JobTypeView.of(type, set.get(type.name())))
                        .toList()))
                .build();
    }

    @GET
    @Path("{name}")
    @Needs(Act.SEE_TYPES)
    public Response get(@PathParam("name") String name) {
        return types.find(name)
                .map(found -> Response.ok(
                                JobTypeView.of(found, settings.find(name).orElse(null)))
                        .build())
                .orElseThrow(() -> unknown(name));
    }

    @POST
    @Path("{name}/pause")
    @Needs(Act.STEER_TYPES)
    public Response pause(
            @PathParam("name") String name,
            @QueryParam("reason") @Nullable String reason,
            @Context SecurityContext caller) {
        String why = Users.reason(reason);
        requireKnown(name);
        settings.pause(name, Users.name(caller), why);
        return setting(name);
    }

    @POST
    @Path("{name}/resume")
    @Needs(Act.STEER_TYPES)
    public Response resume(@PathParam("name") String name, @Context SecurityContext caller) {
        requireKnown(name);
        settings.resume(name, Users.name(caller));
        return setting(name);
    }

    @PUT
    @Path("{name}/limits")
    @Consumes(MediaType.APPLICATION_JSON)
    @Needs(Act.LIMIT_TYPES)
    public Response limits(@PathParam("name") String name, LimitsView body, @Context SecurityContext caller) {
        Limits limits = body.limits();
        requireKnown(name);
        settings.limits(name, limits, Users.name(caller));
        return setting(name);
    }

    @PUT
    @Path("{name}/breaker")
    @Consumes(MediaType.APPLICATION_JSON)
    @Needs(Act.STEER_TYPES)
    public Response breaker(@PathParam("name") String name, BreakerBody body, @Context SecurityContext caller) {
        Breaker.Rule rule = body.rule();
        requireKnown(name);
        settings.breaker(name, rule, Users.name(caller));
        return setting(name);
    }

    @POST
    @Path("{name}/breaker/open")
    @Needs(Act.STEER_TYPES)
    public Response openBreaker(
            @PathParam("name") String name,
            @QueryParam("reason") @Nullable String reason,
            @Context SecurityContext caller) {
        String why = Users.reason(reason);
        requireBreaker(name);
        settings.open(name, Users.name(caller), why);
        return setting(name);
    }

    @POST
    @Path("{name}/breaker/close")
    @Needs(Act.STEER_TYPES)
    public Response closeBreaker(
            @PathParam("name") String name,
            @QueryParam("reason") @Nullable String reason,
            @Context SecurityContext caller) {
        String why = Users.reason(reason);
        requireBreaker(name);
        settings.close(name, Users.name(caller), why);
        return setting(name);
    }

    private void requireBreaker(String name) {
        requireKnown(name);
        if (settings.find(name).map(Setting::breaker).isEmpty()) {
            throw ProblemException.conflict(
                    "no-breaker",
                    "Job type " + name + " has no breaker; give it one with PUT /job-types/" + name
                            + "/breaker, or pause the type");
        }
    }

    private Response setting(String name) {
        return Response.ok(SettingView.of(name, settings.find(name).orElse(null)))
                .build();
    }

    /** To some node, perhaps not to this one; or once, so that a setting can be taken away again. */
    private void requireKnown(String name) {
        boolean known = types.find(name).isPresent()
                || live.snapshot().nodes().stream()
                        .anyMatch(node -> node.types().contains(name))
                || settings.find(name).isPresent();
        if (!known) {
            throw unknown(name);
        }
    }

    private static ProblemException unknown(String name) {
        return ProblemException.notFound("job type " + name);
    }

    /** What is set for a job type in the whole cluster. */
    record SettingView(
            String type,
            boolean paused,
            @Nullable String pausedBy,
            @Nullable Instant pausedAt,
            @Nullable String pausedReason,
            LimitsView limits,
            @Nullable BreakerView breaker) {

        static SettingView of(String type, @Nullable Setting setting) {
            return setting == null
                    ? new SettingView(type, false, null, null, null, LimitsView.of(Limits.NONE), null)
                    : new SettingView(
                            type,
                            setting.paused(),
                            setting.pausedBy(),
                            setting.pausedAt(),
                            setting.pausedReason(),
                            LimitsView.of(setting.limits()),
                            BreakerView.of(setting.breaker()));
        }
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
            Duration timeLimit,
            List<String> submitters,
            SettingView setting,
            @JsonRawValue String argsSchema) {
        static JobTypeView of(JobTypes.JobType type, @Nullable Setting setting) {
            return new JobTypeView(
                    type.name(),
                    type.description(),
                    type.queue(),
                    type.maxAttempts(),
                    type.timeout(),
                    type.timeLimit(),
                    type.submitters(),
                    SettingView.of(type.name(), setting),
                    type.argsSchema());
        }
    }
}
