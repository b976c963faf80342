package io.nightshift.web.health;

import io.nightshift.engine.node.Health;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Whether the node should be given work from outside: not while its database is away. */
@Readiness
@ApplicationScoped
public class ReadinessCheck implements HealthCheck {

    private final Health health;

    @Inject
    ReadinessCheck(Health health) {
        this.health = health;
    }

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected ReadinessCheck() {
        this(null);
    }

    @Override
    public HealthCheckResponse call() {
        return Answers.of("nightshift-database", health.ready());
    }
}
