package io.nightshift.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntervalRuleTest {

    private static final Instant MADE = Instant.parse("2026-01-01T00:00:00.250Z");

    @ParameterizedTest
    @CsvSource({
        "2026-01-01T00:00:00.250Z, 2026-01-01T00:00:30.250Z",
        "2026-01-01T00:00:30.250Z, 2026-01-01T00:01:00.250Z",
        "2026-01-01T00:00:30.249Z, 2026-01-01T00:00:30.250Z",
        "2026-01-01T08:00:07.000Z, 2026-01-01T08:00:30.250Z",
        "2025-12-31T00:00:00.000Z, 2026-01-01T00:00:30.250Z",
    })
    void countsFromItsCreation(Instant after, Instant next) {
        assertThat(new IntervalRule(Duration.ofSeconds(30), MADE).next(after)).contains(next);
    }

    @ParameterizedTest
    @CsvSource({
        "PT1S, every second",
        "PT5M, every 5 minutes",
        "PT1H, every hour",
        "PT90S, every 1 minute 30 seconds",
        "PT25H, every 1 day 1 hour",
        "PT1.5S, every 1500 milliseconds"
    })
    void saysItInWords(Duration interval, String words) {
        assertThat(new IntervalRule(interval, MADE).words()).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({"PT0.999S", "PT0S", "PT-1S", "PT87601H", "PT1.0005S"})
    void refusesWhatIsTooShortTooLongOrTooFine(Duration interval) {
        assertThatThrownBy(() -> new IntervalRule(interval, MADE))
                .isInstanceOf(WrongRuleException.class)
                .hasMessageContaining("interval");
    }

    @Test
    void isNotGivenTogetherWithACron() {
        assertThatThrownBy(() -> Rule.of("* * * * *", java.time.ZoneOffset.UTC, Duration.ofSeconds(1), MADE))
                .hasMessageContaining("not both");
        assertThatThrownBy(() -> Rule.of(null, java.time.ZoneOffset.UTC, null, MADE))
                .hasMessageContaining("Give a cron");
    }
}
