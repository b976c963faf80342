package io.nightshift.engine.ingress;

import io.nightshift.store.ingress.BindingStore.Binding;
import java.util.List;

/** Steers bound queues. Every change is recorded with who made it. A CDI bean. */
public interface Bindings {

    /** All by destination. */
    List<Status> all();

    /**
     * Binds a JMS queue, or changes how it is bound; consumption starts within seconds.
     *
     * @throws io.nightshift.api.client.InvalidJobException if a value is wrong
     */
    void put(Binding binding, String by);

    /** Stops consuming; false if it was not bound. */
    boolean delete(String destination, String by);

    /**
     * A bound queue on this node.
     *
     * @param binding how it is bound
     * @param consuming whether this node receives from it now
     * @param problem why not, for people; empty if it does
     */
    record Status(Binding binding, boolean consuming, String problem) {}
}
