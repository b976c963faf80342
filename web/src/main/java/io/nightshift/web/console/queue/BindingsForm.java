package io.nightshift.web.console.queue;

import io.nightshift.api.client.InvalidJobException;
import io.nightshift.api.client.InvalidJobException.Violation;
import io.nightshift.engine.access.Act;
import io.nightshift.engine.handler.JobTypes;
import io.nightshift.engine.handler.JobTypes.JobType;
import io.nightshift.engine.ingress.Bindings;
import io.nightshift.store.ingress.BindingStore.Binding;
import io.nightshift.web.console.Posted;
import io.nightshift.web.console.Viewer;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The bound queues on the page of rejects: list, bind, unbind. */
@Named("bindingsForm")
@RequestScoped
public class BindingsForm {

    private final Bindings bindings;
    private final JobTypes types;
    private final Viewer viewer;
    private List<Violation> violations = List.of();
    private @Nullable String destination;
    private @Nullable String type;
    private @Nullable String queue;
    private int priority = 5;

    @Inject
    public BindingsForm(Bindings bindings, JobTypes types, Viewer viewer) {
        this.bindings = bindings;
        this.types = types;
        this.viewer = viewer;
    }

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected BindingsForm() {
        this(null, null, null);
    }

    public List<Bindings.Status> getRows() {
        return bindings.all();
    }

    public List<String> getTypes() {
        return types.all().stream().map(JobType::name).toList();
    }

    /** Binds the queue, and empties the form. */
    public void bind() {
        viewer.require(Act.BIND_QUEUES);
        if (destination == null || type == null) {
            violations = List.of(new Violation(destination == null ? "destination" : "type", "is missing"));
            return;
        }
        try {
            bindings.put(new Binding(destination, type, queue, priority), viewer.getName());
            viewer.say("Messages of " + destination + " become jobs of type " + type);
            destination = null;
            queue = null;
        } catch (InvalidJobException invalid) {
            violations = invalid.violations();
        }
    }

    /** Stops consuming from the queue in the parameter {@code destination}. */
    public void unbind() {
        viewer.require(Act.BIND_QUEUES);
        String gone = Posted.value("destination");
        if (bindings.delete(gone, viewer.getName())) {
            viewer.say(gone + " is no longer bound; its messages stay where they are");
        } else {
            viewer.warn(gone + " was not bound");
        }
    }

    /** What is wrong with the last request. */
    public List<Violation> getViolations() {
        return violations;
    }

    public @Nullable String getDestination() {
        return destination;
    }

    public void setDestination(@Nullable String destination) {
        this.destination = destination;
    }

    public @Nullable String getType() {
        return type;
    }

    public void setType(@Nullable String type) {
        this.type = type;
    }

    public @Nullable String getQueue() {
        return queue;
    }

    public void setQueue(@Nullable String queue) {
        this.queue = queue;
    }

    public int getPriority() {
        return priority;
    }

    public void setPriority(int priority) {
        this.priority = priority;
    }
}
