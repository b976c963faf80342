package io.nightshift.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightshift.api.handler.Handles;
import io.nightshift.engine.config.EngineConfig;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {

    @Handles(
            value = "listed",
            retryDelays = {"PT1S", "PT1M"},
            failOn = {IOException.class, IllegalArgumentException.class})
    private static final class Listed {}

    @Handles("silent")
    private static final class Silent {}

    @Handles(value = "wrong", retryDelays = "soon")
    private static final class Wrong {}

    @Handles(value = "endless", retryDelays = "P31D")
    private static final class Endless {}

    private final Backoff backoff =
            new Backoff(new EngineConfig.Retry(Duration.ofMillis(1), Duration.ofMillis(1)), new Random(1));

    private static RetryPolicy of(Class<?> type) {
        return RetryPolicy.of(Objects.requireNonNull(type.getAnnotation(Handles.class)));
    }

    @Test
    void takesTheListedDelaysInTurnAndTheLastForTheRest() {
        RetryPolicy policy = of(Listed.class);

        assertThat(policy.after(1, backoff)).isEqualTo(Duration.ofSeconds(1));
        assertThat(policy.after(2, backoff)).isEqualTo(Duration.ofMinutes(1));
        assertThat(policy.after(7, backoff)).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void leavesTheDelayToTheBackoffIfNothingIsSaid() {
        assertThat(of(Silent.class).after(3, backoff)).isEqualTo(Duration.ofMillis(1));
    }

    @Test
    void givesUpOnWhatIsNamedAndItsSubclasses() {
        assertThat(of(Listed.class).givesUp(new FileNotFoundException())).isTrue();
        assertThat(of(Listed.class).givesUp(new IllegalArgumentException())).isTrue();
        assertThat(of(Listed.class).givesUp(new IllegalStateException())).isFalse();
        assertThat(of(Silent.class).givesUp(new IOException())).isFalse();
    }

    @Test
    void refusesWhatIsNoDelay() {
        assertThatThrownBy(() -> of(Wrong.class)).hasMessageContaining("'soon' is no duration");
        assertThatThrownBy(() -> of(Endless.class)).hasMessageContaining("PT0S to P30D");
    }
}
