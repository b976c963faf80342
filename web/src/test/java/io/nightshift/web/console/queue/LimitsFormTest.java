package io.nightshift.web.console.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightshift.store.queue.Limits;
import io.nightshift.store.queue.Limits.Rate;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LimitsFormTest {

    @Test
    void saysLimitsInWords() {
        assertThat(LimitsForm.words(Limits.NONE)).isEqualTo("none");
        assertThat(LimitsForm.words(new Limits(5, null))).isEqualTo("5 at once");
        assertThat(LimitsForm.words(new Limits(1_500, new Rate(100, Duration.ofMinutes(1)))))
                .isEqualTo("1,500 at once, 100 per 1 min");
        assertThat(LimitsForm.words(new Limits(null, new Rate(1, Duration.ofSeconds(90)))))
                .isEqualTo("1 per 90 s");
    }

    @Test
    void readsBackWhatItSays() {
        for (Duration time :
                new Duration[] {Duration.ofMillis(250), Duration.ofSeconds(1), Duration.ofMinutes(5), Duration.ofDays(2)
                }) {
            assertThat(LimitsForm.duration("x", LimitsForm.text(time))).isEqualTo(time);
        }
    }

    @Test
    void saysWhatIsWrong() {
        assertThat(LimitsForm.number("At once", " ")).isNull();
        assertThatThrownBy(() -> LimitsForm.number("At once", "many"))
                .hasMessage("At once must be a whole number, not 'many'");
        assertThatThrownBy(() -> LimitsForm.duration("The period", "soon"))
                .hasMessage("The period must be such as 30 s, 5 min or 1 h, not 'soon'");
    }
}
