package io.nightshift.engine.handler;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightshift.engine.config.EngineConfig.Retry;
import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private final Backoff backoff = new Backoff(new Retry(Duration.ofSeconds(2), Duration.ofHours(1)), new Random(7));

    @Test
    void doublesItsBoundWithEachAttempt() {
        assertThat(longest(1)).isBetween(Duration.ofMillis(1_800), Duration.ofSeconds(2));
        assertThat(longest(2)).isBetween(Duration.ofMillis(3_600), Duration.ofSeconds(4));
        assertThat(longest(5)).isBetween(Duration.ofSeconds(28), Duration.ofSeconds(32));
    }

    @Test
    void neverExceedsTheBoundOfAny() {
        assertThat(longest(100)).isBetween(Duration.ofMinutes(50), Duration.ofHours(1));
    }

    @Test
    void spreadsOverTheWholeRange() {
        Duration shortest = IntStream.range(0, 1_000)
                .mapToObj(i -> backoff.after(5))
                .min(Duration::compareTo)
                .orElseThrow();

        assertThat(shortest).isLessThan(Duration.ofSeconds(3));
    }

    private Duration longest(int attempt) {
        return IntStream.range(0, 1_000)
                .mapToObj(i -> backoff.after(attempt))
                .max(Duration::compareTo)
                .orElseThrow();
    }
}
