package io.nightshift.engine.boot;

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

    /** For the container's proxy only. */
    protected EngineBoot() {
        this.engine = null;
    }

    @Inject
    EngineBoot(Engine engine) {
        this.engine = engine;
    }

    @PostConstruct
    void start() {
        if (engine != null) {
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
