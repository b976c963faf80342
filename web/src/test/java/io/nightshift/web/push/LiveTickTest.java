package io.nightshift.web.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;

class LiveTickTest {

    /** Faces writes maps of numbers and texts as an object; what is text already it would write as text once more. */
    @Test
    void isNumbersAndTextsByName() {
        LiveTick tick = new LiveTick(7, 250, "1", "2", "3", "4", "5", "6", "7", "8", "9 s");

        assertThat(tick.asMap())
                .hasSize(11)
                .containsEntry("ready", "1")
                .containsEntry("oldest", "9 s")
                .allSatisfy((name, value) -> assertThat(value).isInstanceOfAny(Number.class, String.class));
        assertThat(((Number) Objects.requireNonNull(tick.asMap().get("age"))).longValue())
                .isEqualTo(250);
    }
}
