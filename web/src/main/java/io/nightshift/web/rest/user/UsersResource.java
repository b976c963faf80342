package io.nightshift.web.rest.user;

import io.nightshift.engine.access.Act;
import io.nightshift.engine.user.Accounts;
import io.nightshift.store.user.UserStore.User;
import io.nightshift.web.rest.problem.ProblemException;
import io.nightshift.web.rest.request.Needs;
import io.nightshift.web.rest.request.Users;
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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** People and services that may sign in. A secret is in the answer that made it, and nowhere else. */
@Path("users")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class UsersResource {

    private final Accounts accounts;

    @Inject
    public UsersResource(Accounts accounts) {
        this.accounts = accounts;
    }

    /** RESTEasy looks for it before it asks CDI for the bean (RESTEASY003190). */
    @SuppressWarnings("NullAway")
    public UsersResource() {
        this(null);
    }

    @GET
    @Needs(Act.MANAGE_USERS)
    public Response all() {
        return Response.ok(
                        new UsersView(accounts.all().stream().map(UserView::of).toList()))
                .build();
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Needs(Act.MANAGE_USERS)
    public Response make(UserBody body, @Context SecurityContext caller) {
        String name = body.name();
        if (name == null) {
            throw ProblemException.invalid("name", "is missing");
        }
        boolean service = Boolean.TRUE.equals(body.service());
        return accounts.make(name, service, roles(body.roles()), Users.name(caller))
                .map(secret -> Response.status(Response.Status.CREATED)
                        .entity(new SecretView(name, secret))
                        .build())
                .orElseThrow(() -> ProblemException.conflict(
                        "name-taken", "There is a user '" + name + "' already; nothing was changed"));
    }

    @POST
    @Path("{name}/secret")
    @Needs(Act.MANAGE_USERS)
    public Response renew(@PathParam("name") String name, @Context SecurityContext caller) {
        return accounts.renew(name, Users.name(caller))
                .map(secret -> Response.ok(new SecretView(name, secret)).build())
                .orElseThrow(() -> ProblemException.notFound("user '" + name + "'"));
    }

    @PUT
    @Path("{name}/roles")
    @Consumes(MediaType.APPLICATION_JSON)
    @Needs(Act.MANAGE_USERS)
    public Response roles(@PathParam("name") String name, RolesBody body, @Context SecurityContext caller) {
        if (!accounts.roles(name, roles(body.roles()), Users.name(caller))) {
            throw ProblemException.notFound("user '" + name + "'");
        }
        return Response.noContent().build();
    }

    @PUT
    @Path("{name}/enabled")
    @Consumes(MediaType.APPLICATION_JSON)
    @Needs(Act.MANAGE_USERS)
    public Response enabled(@PathParam("name") String name, EnabledBody body, @Context SecurityContext caller) {
        Boolean enabled = body.enabled();
        if (enabled == null) {
            throw ProblemException.invalid("enabled", "is missing");
        }
        if (!accounts.enabled(name, enabled, Users.name(caller))) {
            throw ProblemException.notFound("user '" + name + "'");
        }
        return Response.noContent().build();
    }

    @DELETE
    @Path("{name}")
    @Needs(Act.MANAGE_USERS)
    public Response remove(@PathParam("name") String name, @Context SecurityContext caller) {
        if (!accounts.remove(name, Users.name(caller))) {
            throw ProblemException.notFound("user '" + name + "'");
        }
        return Response.noContent().build();
    }

    private static Set<String> roles(@Nullable List<@Nullable String> named) {
        return named == null ? Set.of() : named.stream().map(String::valueOf).collect(Collectors.toSet());
    }

    /** What a user shall be. */
    record RolesBody(@Nullable List<@Nullable String> roles) {}

    /** Whether a user may come in. */
    record EnabledBody(@Nullable Boolean enabled) {}

    /** Who shall be made. */
    record UserBody(
            @Nullable String name,
            @Nullable Boolean service,
            @Nullable List<@Nullable String> roles) {}

    /** A new secret: password of a person, token of a service. */
    record SecretView(String name, String secret) {}

    /** All of them, by name. */
    record UsersView(List<UserView> users) {}

    /** One, without the secret. */
    record UserView(String name, boolean service, boolean enabled, List<String> roles) {
        static UserView of(User user) {
            return new UserView(
                    user.name(),
                    user.service(),
                    user.enabled(),
                    user.roles().stream().sorted().toList());
        }
    }
}
