package io.nightshift.engine.node;

import io.nightshift.store.audit.AuditStore;
import io.nightshift.store.node.NodeStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;

/** Puts this package's plain classes together. */
@Dependent
class NodeBeans {

    @Produces
    @ApplicationScoped
    static Nodes nodes(NodeStore nodes, AuditStore audit) {
        return new NodeDesk(nodes, audit);
    }
}
