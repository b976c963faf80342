package io.nightshift.web.rest.problem;

import io.nightshift.api.client.IdempotencyConflictException;
import io.nightshift.api.client.InvalidJobException;
import io.nightshift.engine.access.NotPermittedException;
import io.nightshift.engine.schedule.StaleScheduleException;
import io.nightshift.engine.user.AccountsAwayException;
import io.nightshift.engine.watch.CrowdedException;
import io.nightshift.store.port.SearchTimeoutException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Says every error as a problem document. Errors of the server go to the log with an id, and only the id goes out. */
@Provider
public class ProblemMapper implements ExceptionMapper<Throwable> {

    private static final int RETRY_AFTER = 5;
    private static final int DEEPEST = 30;

    @Context
    private @Nullable UriInfo uri;

    @Override
    public Response toResponse(Throwable thrown) {
        String instance = uri == null ? "" : uri.getRequestUri().getRawPath();
        Problem problem = judge(thrown, instance);
        Response.ResponseBuilder response =
                Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem);
        if (problem.status() == 503) {
            response.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER);
        }
        if (thrown instanceof WebApplicationException web) {
            String allow = web.getResponse().getHeaderString(HttpHeaders.ALLOW);
            if (allow != null) {
                response.header(HttpHeaders.ALLOW, allow);
            }
        }
        return response.build();
    }

    static Problem judge(Throwable thrown, String instance) {
        int depth = 0;
        for (Throwable cause = thrown; cause != null && depth < DEEPEST; cause = cause.getCause(), depth++) {
            Problem told = told(cause, instance);
            if (told != null) {
                return told;
            }
        }
        Passing passing = Passing.in(thrown);
        if (passing != null) {
            ApiLog.LOG.passing(instance, passing.kind(), thrown);
            return Problem.of(503, passing.kind(), passing.detail(), instance);
        }
        String errorId = UUID.randomUUID().toString();
        ApiLog.LOG.failed(errorId, instance, thrown);
        return Problem.of(
                        500,
                        "internal",
                        "This is a fault of the server; its log tells more under the error id",
                        instance)
                .withErrorId(errorId);
    }

    /** An exception that says itself what is wrong with the request; null if this one does not. */
    private static @Nullable Problem told(Throwable cause, String instance) {
        if (cause instanceof ProblemException problem) {
            return Problem.of(problem.status(), problem.kind(), message(problem), instance)
                    .with(problem.violations());
        }
        if (cause instanceof NotPermittedException refused) {
            return Problem.of(403, "not-permitted", message(refused), instance).with(refused.violations());
        }
        if (cause instanceof AccountsAwayException) {
            return Problem.of(
                    503, "database-away", "The database cannot be reached at the moment; try again", instance);
        }
        if (cause instanceof InvalidJobException invalid) {
            return Problem.of(400, "invalid-request", Problem.summary(invalid.violations()), instance)
                    .with(invalid.violations());
        }
        if (cause instanceof IdempotencyConflictException conflict) {
            return Problem.of(409, "idempotency-conflict", message(conflict), instance);
        }
        if (cause instanceof StaleScheduleException stale) {
            return Problem.of(409, "stale", message(stale), instance);
        }
        if (cause instanceof CrowdedException crowded) {
            return Problem.of(503, "too-many-wait", message(crowded), instance);
        }
        if (cause instanceof SearchTimeoutException stopped) {
            return Problem.of(503, "search-stopped", message(stopped), instance);
        }
        return cause instanceof WebApplicationException web && web.getResponse().getStatus() < 500
                ? ofHttp(web.getResponse().getStatus(), instance)
                : null;
    }

    private static Problem ofHttp(int status, String instance) {
        return switch (status) {
            case 401 -> Problem.of(401, "unauthenticated", "Say who you are: HTTP Basic", instance);
            case 403 -> Problem.of(403, "forbidden", "Your roles do not allow this", instance);
            case 404 -> Problem.of(404, "not-found", "There is nothing under this path", instance);
            case 405 ->
                Problem.of(405, "method-not-allowed", "The header Allow names the methods of this path", instance);
            case 406 -> Problem.of(406, "not-acceptable", "This path answers in application/json", instance);
            case 415 -> Problem.of(415, "unsupported", "Send Content-Type: application/json", instance);
            default -> Problem.of(status, "bad-request", "The request cannot be understood", instance);
        };
    }

    private static String message(Throwable thrown) {
        String message = thrown.getMessage();
        return message == null ? "" : message;
    }
}
