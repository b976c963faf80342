package io.nightshift.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class WordsTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private final Words words = new Words(Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void saysHowLongAgo() {
        assertThat(words.ago(NOW.minusMillis(400))).isEqualTo("now");
        assertThat(words.ago(NOW.minusSeconds(42))).isEqualTo("42 s ago");
        assertThat(words.ago(NOW.minusSeconds(3 * 60 + 20))).isEqualTo("3 min ago");
        assertThat(words.ago(NOW.minus(Duration.ofMinutes(130)))).isEqualTo("2 h 10 min ago");
        assertThat(words.ago(NOW.minus(Duration.ofDays(3)))).isEqualTo("3 d ago");
    }

    @Test
    void saysHowLongUntil() {
        assertThat(words.ago(NOW.plusSeconds(90))).isEqualTo("in 1 min");
        assertThat(words.ago(null)).isEmpty();
    }

    @Test
    void shortensDurations() {
        assertThat(words.duration(Duration.ofMillis(340))).isEqualTo("340 ms");
        assertThat(words.duration(Duration.ofMillis(4299))).isEqualTo("4.2 s");
        assertThat(words.duration(Duration.ofSeconds(59))).isEqualTo("59 s");
        assertThat(words.duration(Duration.ofSeconds(185))).isEqualTo("3 min 5 s");
        assertThat(words.duration(Duration.ofMinutes(120))).isEqualTo("2 h");
        assertThat(words.duration(Duration.ofHours(76))).isEqualTo("3 d 4 h");
    }

    @Test
    void neverShowsNegativeDurations() {
        assertThat(words.between(NOW.plusSeconds(5), NOW)).isEqualTo("0 ms");
    }

    @Test
    void saysWhenANumberIsOnlyALowerBound() {
        assertThat(words.capped(10_001, 10_000)).isEqualTo("10,000+");
        assertThat(words.capped(10_000, 10_000)).isEqualTo("10,000");
        assertThat(words.many(1, "job")).isEqualTo("1 job");
        assertThat(words.many(1200, "job")).isEqualTo("1,200 jobs");
    }

    @Test
    void shortIdIsTheEndWhereNeighboursDiffer() {
        assertThat(words.shortId("0198c0de-0000-7000-8000-0000deadbeef")).isEqualTo("deadbeef");
    }
}
