package io.nightshift.web.rest.queue;

import io.nightshift.engine.access.AccessRules;
import io.nightshift.engine.access.Act;
import io.nightshift.store.access.AccessStore.Subject;
import io.nightshift.web.rest.request.Needs;
import io.nightshift.web.rest.request.Users;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;

/** Who may submit jobs of a type, which need not exist yet: a rule can come before the first job. */
@Path("job-types/{name}/access")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class TypeAccessResource {

    private final AccessRules rules;

    @Inject
    public TypeAccessResource(AccessRules rules) {
        this.rules = rules;
    }

    /** RESTEasy looks for it before it asks CDI for the bean (RESTEASY003190). */
    @SuppressWarnings("NullAway")
    public TypeAccessResource() {
        this(null);
    }

    @GET
    @Needs(Act.SET_ACCESS)
    public Response get(@PathParam("name") String name) {
        return AccessView.answer(rules.holding(Subject.TYPE, AccessBody.named(name)));
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Needs(Act.SET_ACCESS)
    public Response put(@PathParam("name") String name, AccessBody body, @Context SecurityContext caller) {
        rules.put(Subject.TYPE, AccessBody.named(name), body.submitters(), Users.name(caller));
        return get(name);
    }

    @DELETE
    @Needs(Act.SET_ACCESS)
    public Response remove(@PathParam("name") String name, @Context SecurityContext caller) {
        return AccessView.removed(rules.remove(Subject.TYPE, AccessBody.named(name), Users.name(caller)), name);
    }
}
