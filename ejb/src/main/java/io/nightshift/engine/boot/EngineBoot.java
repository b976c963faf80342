package io.nightshift.engine.boot;

import io.nightshift.engine.node.NodeHealth;
import io.nightshift.engine.outbox.Outboxes;
import io.nightshift.store.boot.Databases;
import io.nightshift.store.health.HealthBoard;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;

/**
 * Starts the engine with the server and stops it before the server's resources go. The server waits only for whom it knows to
 * need them: two of the three data sources stand in {@code persistence.xml}, the third, which heartbeat and leaving use, is named here.
 */
@Singleton
@Resource(name = "jdbc/life", lookup = Databases.LIFE, type = Object.class)
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class EngineBoot {

    private final @Nullable Engine engine;
    private final @Nullable HealthBoard health;
    private final @Nullable Outboxes outboxes;

    /** For the container's proxy only. */
    protected EngineBoot() {
        this.engine = null;
        this.health = null;
        this.outboxes = null;
    }

    @Inject
    EngineBoot(Engine engine, HealthBoard health, Outboxes outboxes) {
        this.engine = engine;
        this.health = health;
        this.outboxes = outboxes;
    }

    @PostConstruct
    void start() {
        if (engine != null && health != null && outboxes != null) {
            NodeHealth node = engine.health(outboxes::warnings);
            health.ask(node::live, node::ready);
            engine.start();
            outboxes.start();
        }
    }

    @PreDestroy
    void stop() {
        if (engine != null && outboxes != null) {
            outboxes.stop();
            engine.stop();
        }
    }
}
