package io.nightshift.web.health;

import io.nightshift.engine.node.Health;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Whether the node should go on: not if a loop of its engine is dead or stuck. */
@Liveness
@ApplicationScoped
public class LivenessCheck implements HealthCheck {

    private final Health health;

    @Inject
    LivenessCheck(Health health) {
        this.health = health;
    }

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected LivenessCheck() {
        this(null);
    }

    @Override
    public HealthCheckResponse call() {
        return Answers.of("nightshift-loops", health.live());
    }
}
