package io.nightshift.engine.ingress;

import io.nightshift.engine.ingress.Bindings.Status;
import io.nightshift.engine.maintain.Duty;
import io.nightshift.store.ingress.BindingStore;
import io.nightshift.store.ingress.BindingStore.Binding;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;

/** Keeps one consumer running for each binding on this node, and stops those whose binding changed or went. */
final class BoundQueues implements Duty {

    private final BindingStore store;
    private final Executor executor;
    private final Function<Binding, BoundConsumer> consumers;
    private final Map<String, BoundConsumer> running = new ConcurrentHashMap<>();
    private volatile boolean stopped;

    BoundQueues(BindingStore store, Executor executor, Function<Binding, BoundConsumer> consumers) {
        this.store = store;
        this.executor = executor;
        this.consumers = consumers;
    }

    @Override
    public String name() {
        return "consumption of bound queues";
    }

    @Override
    public Cadence cadence() {
        return Cadence.FIVE_SECONDS;
    }

    @Override
    public void runOnce() {
        Map<String, Binding> wanted = new ConcurrentHashMap<>();
        store.all().forEach(binding -> wanted.put(binding.destination(), binding));
        running.forEach((destination, consumer) -> {
            if (!consumer.binding().equals(wanted.get(destination))) {
                consumer.stop();
            }
            if (consumer.ended()) {
                running.remove(destination, consumer);
            }
        });
        wanted.values().forEach(this::start);
    }

    private void start(Binding binding) {
        // One that is still stopping keeps its place: two consumers of one queue would mix the old binding with the
        // new.
        if (stopped || running.containsKey(binding.destination())) {
            return;
        }
        BoundConsumer consumer = consumers.apply(binding);
        running.put(binding.destination(), consumer);
        try {
            executor.execute(consumer);
        } catch (RejectedExecutionException e) {
            running.remove(binding.destination(), consumer);
            throw new IllegalStateException("No thread to consume " + binding.destination(), e);
        }
    }

    /** A binding as it stands on this node. */
    Status status(Binding binding) {
        BoundConsumer consumer = running.get(binding.destination());
        if (consumer == null || !consumer.binding().equals(binding)) {
            return new Status(binding, false, "Starts within seconds");
        }
        return new Status(binding, consumer.consuming(), consumer.problem());
    }

    /** Ends all consumers; none is started any more. */
    @Override
    public void stop() {
        stopped = true;
        running.values().forEach(BoundConsumer::stop);
    }
}
