package io.nightshift.web.health;

import io.nightshift.engine.node.Health;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/** The engine's answers as the endpoints give them: with the reason, and with what somebody should look at. */
final class Answers {

    private Answers() {}

    static HealthCheckResponse of(String name, Health.Answer answer) {
        HealthCheckResponseBuilder response = HealthCheckResponse.named(name).status(answer.up());
        if (!answer.reasons().isEmpty()) {
            response.withData("reason", String.join("; ", answer.reasons()));
        }
        if (!answer.warnings().isEmpty()) {
            response.withData("warning", String.join("; ", answer.warnings()));
        }
        return response.build();
    }
}
