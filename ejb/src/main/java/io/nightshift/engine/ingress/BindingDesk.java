package io.nightshift.engine.ingress;

import io.nightshift.api.client.InvalidJobException;
import io.nightshift.api.client.InvalidJobException.Violation;
import io.nightshift.engine.audit.Trail;
import io.nightshift.engine.handler.JobTypes;
import io.nightshift.store.ingress.BindingStore;
import io.nightshift.store.ingress.BindingStore.Binding;
import io.nightshift.store.text.TextRule;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Binds queues on behalf of people; {@link BoundQueues} consumes them. */
final class BindingDesk implements Bindings {

    private static final int LONGEST_DESTINATION = 200;
    private static final Pattern QUEUE = Pattern.compile("[a-z0-9._-]{1,100}");

    private final BindingStore store;
    private final Trail trail;
    private final JobTypes types;
    private final BoundQueues consumers;
    private final int most;

    /** Lets at most so many queues be bound: each takes a thread of every node. */
    BindingDesk(BindingStore store, Trail trail, JobTypes types, BoundQueues consumers, int most) {
        this.store = store;
        this.trail = trail;
        this.types = types;
        this.consumers = consumers;
        this.most = most;
    }

    @Override
    public List<Status> all() {
        return store.all().stream().map(consumers::status).toList();
    }

    @Override
    public void put(Binding binding, String by) {
        List<Violation> violations = new ArrayList<>();
        checkDestination(binding.destination(), violations);
        if (types.find(binding.type()).isEmpty()) {
            violations.add(new Violation("type", "There is no job type '" + binding.type() + "' on this node"));
        }
        if (binding.queue() != null && !QUEUE.matcher(binding.queue()).matches()) {
            violations.add(new Violation("queue", "A queue's name has 1 to 100 characters of a-z 0-9 . _ -"));
        }
        if (binding.priority() < 0 || binding.priority() > 9) {
            violations.add(
                    new Violation("priority", "A priority is 0 (first) to 9 (last), this is " + binding.priority()));
        }
        if (store.all().stream()
                        .filter(other -> !other.destination().equals(binding.destination()))
                        .count()
                >= most) {
            violations.add(new Violation(
                    "destination",
                    "A node consumes at most " + most + " bound queues; NIGHTSHIFT_BOUND_QUEUES allows more"));
        }
        if (!violations.isEmpty()) {
            throw new InvalidJobException(violations);
        }
        trail.act(() -> {
            Binding before = stored(binding.destination());
            store.put(binding, by);
            trail.changed(by, "binding.put", binding.destination(), before, binding, binding.type());
            return true;
        });
    }

    private static void checkDestination(String destination, List<Violation> violations) {
        if (TextRule.broken(destination, LONGEST_DESTINATION) != null || !destination.equals(destination.strip())) {
            violations.add(new Violation(
                    "destination",
                    "The broker's name of a JMS queue has 1 to 200 characters, none of them at its ends blank"));
        } else if (destination.equals(SubmitListener.QUEUE)) {
            violations.add(
                    new Violation("destination", "This queue is Nightshift's own; its messages name their job type"));
        }
    }

    @Override
    public boolean delete(String destination, String by) {
        return trail.act(() -> {
            Binding before = stored(destination);
            if (!store.delete(destination)) {
                return false;
            }
            trail.changed(by, "binding.delete", destination, before, null, null);
            return true;
        });
    }

    private @Nullable Binding stored(String destination) {
        return store.all().stream()
                .filter(known -> known.destination().equals(destination))
                .findFirst()
                .orElse(null);
    }
}
