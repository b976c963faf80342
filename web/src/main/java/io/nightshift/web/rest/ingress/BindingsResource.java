package io.nightshift.web.rest.ingress;

import io.nightshift.api.job.JobRequest;
import io.nightshift.engine.access.Act;
import io.nightshift.engine.ingress.Bindings;
import io.nightshift.store.ingress.BindingStore.Binding;
import io.nightshift.web.rest.problem.ProblemException;
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
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Bound queues: destinations of other systems whose messages become jobs. */
@Path("bindings")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class BindingsResource {

    private final Bindings bindings;

    @Inject
    public BindingsResource(Bindings bindings) {
        this.bindings = bindings;
    }

    /** RESTEasy looks for it before it asks CDI for the bean (RESTEASY003190). */
    @SuppressWarnings("NullAway")
    public BindingsResource() {
        this(null);
    }

    @GET
    @Needs(Act.SEE_BINDINGS)
    public Response all() {
        return Response.ok(new BindingsView(
                        bindings.all().stream().map(BindingView::of).toList()))
                .build();
    }

    @GET
    @Path("{destination}")
    @Needs(Act.SEE_BINDINGS)
    public Response get(@PathParam("destination") String destination) {
        return bindings.all().stream()
                .filter(status -> status.binding().destination().equals(destination))
                .findFirst()
                .map(status -> Response.ok(BindingView.of(status)).build())
                .orElseThrow(() -> ProblemException.notFound("binding of " + destination));
    }

    @PUT
    @Path("{destination}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Needs(Act.BIND_QUEUES)
    public Response put(
            @PathParam("destination") String destination, BindingBody body, @Context SecurityContext caller) {
        if (body.type() == null) {
            throw ProblemException.invalid("type", "is missing");
        }
        int priority = body.priority() == null ? JobRequest.DEFAULT_PRIORITY : body.priority();
        bindings.put(new Binding(destination, body.type(), body.queue(), priority), Users.name(caller));
        return get(destination);
    }

    @DELETE
    @Path("{destination}")
    @Needs(Act.BIND_QUEUES)
    public Response delete(@PathParam("destination") String destination, @Context SecurityContext caller) {
        if (!bindings.delete(destination, Users.name(caller))) {
            throw ProblemException.notFound("binding of " + destination);
        }
        return Response.noContent().build();
    }

    /** What the messages become. */
    record BindingBody(
            @Nullable String type,
            @Nullable String queue,
            @Nullable Integer priority) {}

    /** All of them, by destination. */
    record BindingsView(List<BindingView> bindings) {}

    /** A bound queue, and whether the node that answers receives from it. */
    record BindingView(
            String destination, String type, @Nullable String queue, int priority, boolean consuming, String problem) {
        static BindingView of(Bindings.Status status) {
            Binding binding = status.binding();
            return new BindingView(
                    binding.destination(),
                    binding.type(),
                    binding.queue(),
                    binding.priority(),
                    status.consuming(),
                    status.problem());
        }
    }
}
