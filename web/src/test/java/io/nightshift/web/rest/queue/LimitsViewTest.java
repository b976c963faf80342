package io.nightshift.web.rest.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightshift.api.client.InvalidJobException.Violation;
import io.nightshift.store.queue.Limits;
import io.nightshift.store.queue.Limits.Rate;
import io.nightshift.web.rest.json.Json;
import io.nightshift.web.rest.problem.ProblemException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LimitsViewTest {

    @Test
    void whatIsLeftOutIsNotLimited() throws Exception {
        assertThat(limits("{}")).isEqualTo(Limits.NONE);
        assertThat(limits("{\"maxRunning\":5}")).isEqualTo(new Limits(5, null));
        assertThat(limits("{\"rate\":{\"count\":10,\"period\":\"PT1S\"}}"))
                .isEqualTo(new Limits(null, new Rate(10, Duration.ofSeconds(1))));
        assertThat(Json.write(LimitsView.of(new Limits(5, new Rate(10, Duration.ofSeconds(1))))))
                .isEqualTo("{\"maxRunning\":5,\"rate\":{\"count\":10,\"period\":\"PT1S\"}}");
    }

    @Test
    void tellsEverythingThatIsWrong() {
        assertThatThrownBy(() -> limits("{\"maxRunning\":0,\"rate\":{\"period\":\"PT0S\"}}"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        wrong -> assertThat(wrong.violations())
                                .extracting(Violation::field)
                                .containsExactly("maxRunning", "rate.count", "rate.period"));
    }

    private static Limits limits(String json) throws Exception {
        return Json.MAPPER.readValue(json, LimitsView.class).limits();
    }
}
