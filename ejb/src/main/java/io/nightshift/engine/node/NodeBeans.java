package io.nightshift.engine.node;

import io.nightshift.engine.audit.Trail;
import io.nightshift.store.node.NodeStore;
import io.nightshift.store.port.Joined;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;

/** Puts this package's plain classes together. */
@Dependent
class NodeBeans {

    @Produces
    @ApplicationScoped
    static Nodes nodes(@Joined NodeStore nodes, Trail trail) {
        return new NodeDesk(nodes, trail);
    }
}
