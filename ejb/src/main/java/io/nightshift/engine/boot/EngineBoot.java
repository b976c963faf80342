package io.nightshift.engine.boot;

import io.nightshift.engine.node.NodeHealth;
import io.nightshift.store.health.HealthBoard;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;

/** Starts the engine with the server and stops it before the server's resources go. */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class EngineBoot {

    private final @Nullable Engine engine;
    private final @Nullable HealthBoard health;

    /** For the container's proxy only. */
    protected EngineBoot() {
        this.engine = null;
        this.health = null;
    }

    @Inject
    EngineBoot(Engine engine, HealthBoard health) {
        this.engine = engine;
        this.health = health;
    }

    @PostConstruct
    void start() {
        if (engine != null && health != null) {
            NodeHealth node = engine.health();
            health.ask(node::live, node::ready);
            engine.start();
        }
    }

    @PreDestroy
    void stop() {
        if (engine != null) {
            engine.stop();
        }
    }
}
