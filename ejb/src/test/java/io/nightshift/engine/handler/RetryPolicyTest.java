package io.nightshift.engine.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightshift.api.handler.Handles;
import io.nightshift.engine.config.EngineConfig;
import io.nightshift.engine.handler.RetryPolicy.Meaning;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
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

    @Handles(value = "doubled", backoffBase = "PT10S", backoffMax = "PT1M", jitter = 0)
    private static final class Doubled {}

    @Handles(value = "half", backoffBase = "PT2H", jitter = 0.5)
    private static final class Half {}

    @Handles(
            value = "spread",
            retryDelays = {"PT10S"},
            jitter = 1)
    private static final class Spread {}

    @Handles(
            value = "both",
            retryDelays = {"PT1S"},
            backoffBase = "PT1S")
    private static final class Both {}

    @Handles(value = "upside", backoffBase = "PT1M", backoffMax = "PT1S")
    private static final class Upside {}

    @Handles(value = "nothing", backoffBase = "PT0S")
    private static final class Nothing {}

    @Handles(value = "jittery", jitter = 1.5)
    private static final class Jittery {}

    @Handles(value = "undecided", failOn = IOException.class, ignore = IOException.class)
    private static final class Undecided {}

    @Handles(
            value = "specific",
            failOn = {IOException.class, IllegalArgumentException.class},
            ignore = {FileNotFoundException.class, RuntimeException.class})
    private static final class Specific {}

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
        assertThat(of(Listed.class).meaning(new FileNotFoundException())).isEqualTo(Meaning.FAIL);
        assertThat(of(Listed.class).meaning(new IllegalArgumentException())).isEqualTo(Meaning.FAIL);
        assertThat(of(Listed.class).meaning(new IllegalStateException())).isEqualTo(Meaning.RETRY);
        assertThat(of(Silent.class).meaning(new IOException())).isEqualTo(Meaning.RETRY);
    }

    @Test
    void doublesItsOwnDelaysUpToItsOwnMost() {
        RetryPolicy policy = of(Doubled.class);

        assertThat(policy.after(1, backoff)).isEqualTo(Duration.ofSeconds(10));
        assertThat(policy.after(2, backoff)).isEqualTo(Duration.ofSeconds(20));
        assertThat(policy.after(3, backoff)).isEqualTo(Duration.ofSeconds(40));
        assertThat(policy.after(4, backoff)).isEqualTo(Duration.ofMinutes(1));
        assertThat(policy.after(100, backoff)).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void makesTheShareRandomThatItSays() {
        assertThat(IntStream.range(0, 500).mapToObj(i -> of(Half.class).after(1, backoff)))
                .as("longer than the node's most")
                .allMatch(
                        delay -> delay.compareTo(Duration.ofHours(1)) >= 0 && delay.compareTo(Duration.ofHours(2)) <= 0)
                .anyMatch(delay -> delay.compareTo(Duration.ofMinutes(75)) < 0);
        assertThat(IntStream.range(0, 500).mapToObj(i -> of(Spread.class).after(3, backoff)))
                .allMatch(delay -> delay.compareTo(Duration.ofSeconds(10)) <= 0)
                .anyMatch(delay -> delay.compareTo(Duration.ofSeconds(1)) < 0);
    }

    @Test
    void theMostSpecificClassCounts() {
        RetryPolicy policy = of(Specific.class);

        assertThat(policy.meaning(new IOException())).isEqualTo(Meaning.FAIL);
        assertThat(policy.meaning(new FileNotFoundException())).isEqualTo(Meaning.IGNORE);
        assertThat(policy.meaning(new IllegalStateException())).isEqualTo(Meaning.IGNORE);
        assertThat(policy.meaning(new NumberFormatException())).isEqualTo(Meaning.FAIL);
        assertThat(policy.meaning(new Exception())).isEqualTo(Meaning.RETRY);
    }

    @Test
    void refusesWhatContradictsItself() {
        assertThatThrownBy(() -> of(Both.class)).hasMessageContaining("give one or the other");
        assertThatThrownBy(() -> of(Upside.class)).hasMessageContaining("backoffMax: PT1S must be PT1M to P30D");
        assertThatThrownBy(() -> of(Nothing.class)).hasMessageContaining("backoffBase: PT0S must be PT0.001S to P1D");
        assertThatThrownBy(() -> of(Jittery.class)).hasMessageContaining("jitter must be 0");
        assertThatThrownBy(() -> of(Undecided.class)).hasMessageContaining("is in failOn and in ignore");
    }

    @Test
    void refusesWhatIsNoDelay() {
        assertThatThrownBy(() -> of(Wrong.class)).hasMessageContaining("'soon' is no duration");
        assertThatThrownBy(() -> of(Endless.class)).hasMessageContaining("PT0S to P30D");
    }
}
