package io.nightshift.engine.handler;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightshift.api.handler.Handles;
import java.io.FileNotFoundException;
import org.junit.jupiter.api.Test;

class RetryPolicyTextTest {

    @Handles("silent")
    private static final class Silent {}

    @Handles(value = "fixed", retryDelays = "PT1M30S", failOn = FileNotFoundException.class)
    private static final class Fixed {}

    @Handles(
            value = "listed",
            retryDelays = {"PT0S", "PT0.25S", "PT26H"})
    private static final class Listed {}

    @Handles(
            value = "bounded",
            backoffBase = "PT5S",
            backoffMax = "PT10M",
            jitter = 0.5,
            ignore = FileNotFoundException.class)
    private static final class Bounded {}

    @Test
    void tellWhenAnAttemptIsMadeAgainAndWhenNot() {
        assertThat(words(Silent.class)).isEqualTo("after a delay that is doubled each time; all of it random");
        assertThat(words(Fixed.class)).isEqualTo("each time after 1 min 30 s; never after FileNotFoundException");
        assertThat(words(Bounded.class))
                .isEqualTo("after a delay that is doubled each time, from 5 s, up to 10 min; 50 % of it random;"
                        + " succeeded after FileNotFoundException");
        assertThat(words(Listed.class)).isEqualTo("after 0 s, 250 ms, 26 h, the last for all further attempts");
    }

    private static String words(Class<?> handler) {
        return RetryPolicyText.of(
                RetryPolicy.of(java.util.Objects.requireNonNull(handler.getAnnotation(Handles.class))));
    }
}
