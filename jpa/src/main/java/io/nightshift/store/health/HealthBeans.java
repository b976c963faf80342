package io.nightshift.store.health;

import io.nightshift.store.health.HealthBoard.Answer;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/** Shows the board to the server. */
@Dependent
class HealthBeans {

    @Produces
    @Singleton
    static HealthBoard board() {
        return new HealthBoard();
    }

    @Produces
    @Singleton
    @Liveness
    static HealthCheck loops(HealthBoard board) {
        return () -> response("nightshift-loops", board.live());
    }

    @Produces
    @Singleton
    @Readiness
    static HealthCheck database(HealthBoard board) {
        return () -> response("nightshift-database", board.ready());
    }

    private static HealthCheckResponse response(String name, Answer answer) {
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named(name).status(answer.reasons().isEmpty());
        if (!answer.reasons().isEmpty()) {
            response.withData("reason", String.join("; ", answer.reasons()));
        }
        if (!answer.warnings().isEmpty()) {
            response.withData("warning", String.join("; ", answer.warnings()));
        }
        return response.build();
    }
}
