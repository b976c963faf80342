package io.nightshift.web.rest.schedule;

import io.nightshift.engine.access.Act;
import io.nightshift.engine.schedule.Schedules;
import io.nightshift.web.rest.problem.ProblemException;
import io.nightshift.web.rest.request.Needs;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Tells when a rule would fire before a schedule is made of it. */
@Path("schedules:preview")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class PreviewResource {

    private static final int DEFAULT_COUNT = 5;
    private static final int MAX_COUNT = 100;

    private final Schedules schedules;

    @Inject
    public PreviewResource(Schedules schedules) {
        this.schedules = schedules;
    }

    /** RESTEasy looks for it before it asks CDI for the bean (RESTEASY003190). */
    @SuppressWarnings("NullAway")
    public PreviewResource() {
        this(null);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Needs(Act.SEE_SCHEDULES)
    public Response preview(Rule rule) {
        int count = rule.count() == null ? DEFAULT_COUNT : rule.count();
        if (count < 1 || count > MAX_COUNT) {
            throw ProblemException.invalid("count", "must be 1 to " + MAX_COUNT);
        }
        ZoneId zone = rule.zone() == null ? ScheduleBody.UTC : rule.zone();
        return Response.ok(new ScheduleView.Preview(
                        schedules.describe(rule.cron(), rule.interval()),
                        schedules.next(rule.cron(), zone, rule.interval(), count)))
                .build();
    }

    /** A rule; the zone is UTC if left out. */
    record Rule(
            @Nullable String cron,
            @Nullable ZoneId zone,
            @Nullable Duration interval,
            @Nullable Integer count) {}
}
