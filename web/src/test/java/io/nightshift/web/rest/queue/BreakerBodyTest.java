package io.nightshift.web.rest.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightshift.api.client.InvalidJobException.Violation;
import io.nightshift.store.type.Breaker.Rule;
import io.nightshift.web.rest.json.Json;
import io.nightshift.web.rest.problem.ProblemException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BreakerBodyTest {

    @Test
    void isARuleOrNothing() throws Exception {
        assertThat(rule("{}")).isNull();
        assertThat(rule("{\"failurePercent\":50,\"minimum\":20,\"window\":\"PT1M\",\"pause\":\"PT30S\"}"))
                .isEqualTo(new Rule(50, 20, Duration.ofMinutes(1), Duration.ofSeconds(30)));
    }

    @Test
    void tellsEverythingThatIsWrongOrMissing() {
        assertThatThrownBy(() -> rule("{\"failurePercent\":101,\"window\":\"PT0.5S\",\"pause\":\"PT2H\"}"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        wrong -> assertThat(wrong.violations())
                                .containsExactly(
                                        new Violation("failurePercent", "must be 1 to 100"),
                                        new Violation("minimum", "must not be missing; send {} to remove the breaker"),
                                        new Violation("window", "must be PT1S to PT1H"),
                                        new Violation("pause", "must be PT1S to PT1H")));
    }

    private static @Nullable Rule rule(String json) throws Exception {
        return Json.MAPPER.readValue(json, BreakerBody.class).rule();
    }
}
