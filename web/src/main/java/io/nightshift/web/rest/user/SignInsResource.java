package io.nightshift.web.rest.user;

import io.nightshift.engine.access.Act;
import io.nightshift.engine.user.Accounts;
import io.nightshift.engine.user.SignIn;
import io.nightshift.engine.user.Verdict;
import io.nightshift.store.user.SlowedStore.Slowed;
import io.nightshift.web.rest.problem.Problem;
import io.nightshift.web.rest.problem.ProblemException;
import io.nightshift.web.rest.request.Needs;
import io.nightshift.web.rest.request.Users;
import io.nightshift.web.security.Sessions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who has to wait before the next try, and what somebody does for themselves. */
@Path("sign-ins")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class SignInsResource {

    private final SignIn signIn;
    private final Accounts accounts;
    private final Sessions sessions;

    @Inject
    public SignInsResource(SignIn signIn, Accounts accounts, Sessions sessions) {
        this.signIn = signIn;
        this.accounts = accounts;
        this.sessions = sessions;
    }

    /** RESTEasy looks for it before it asks CDI for the bean (RESTEASY003190). */
    @SuppressWarnings("NullAway")
    public SignInsResource() {
        this(null, null, null);
    }

    @GET
    @Path("slowed")
    @Needs(Act.MANAGE_USERS)
    public Response slowed() {
        return Response.ok(new SlowedView(signIn.slowed())).build();
    }

    @DELETE
    @Path("slowed/{name}")
    @Needs(Act.MANAGE_USERS)
    public Response clear(@PathParam("name") String name, @Context SecurityContext caller) {
        if (!signIn.clear(name, Users.name(caller))) {
            throw ProblemException.notFound("sign-in of '" + name + "' that has to wait");
        }
        return Response.noContent().build();
    }

    /** A person's own password. */
    @PUT
    @Path("own/password")
    @Consumes(MediaType.APPLICATION_JSON)
    @Needs(Act.OWN_ACCOUNT)
    public Response password(PasswordBody body, @Context SecurityContext caller, @Context HttpServletRequest request) {
        String present = body.present();
        String wanted = body.password();
        if (present == null || wanted == null) {
            throw ProblemException.invalid(present == null ? "present" : "password", "is missing");
        }
        String name = Users.name(caller);
        Verdict verdict =
                sessions.changing(request, () -> accounts.password(name, present, wanted, request.getRemoteAddr()));
        if (verdict instanceof Verdict.Welcome) {
            return Response.noContent().build();
        }
        if (verdict instanceof Verdict.Slowed slowed) {
            return slowed(slowed.delay());
        }
        if (verdict instanceof Verdict.Unknown) {
            throw new ProblemException(
                    503, "database-away", "The database cannot be reached at the moment; try again", List.of());
        }
        throw ProblemException.invalid("present", "is not your password");
    }

    private static Response slowed(Duration wait) {
        long seconds = wait.plusMillis(999).toSeconds();
        return Response.status(429)
                .type(Problem.MEDIA_TYPE)
                .header(HttpHeaders.RETRY_AFTER, seconds)
                .entity(Problem.of(
                        429,
                        "slowed",
                        "Too many wrong secrets for this user from your address; the next is looked at after " + seconds
                                + " s",
                        "/nightshift/api/v1/sign-ins/own/password"))
                .build();
    }

    /** All that have to wait, the latest first. */
    record SlowedView(List<Slowed> slowed) {}

    /** The password that fits, and the one that shall. */
    record PasswordBody(@Nullable String present, @Nullable String password) {

        /** Without what it says. */
        @Override
        public String toString() {
            return "PasswordBody";
        }
    }
}
