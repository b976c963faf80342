package io.nightshift.engine.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightshift.engine.fake.SettableClock;
import io.nightshift.engine.user.Throttle.Guess;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ThrottleTest {

    private static final Guess ANN = new Guess("ann", "192.0.2.1");
    private static final Guess ANN_ELSEWHERE = new Guess("ann", "198.51.100.7");

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5_000_000_000L);
    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final Throttle throttle = new Throttle(8, Duration.ofSeconds(60), nanos::get, clock);

    @Test
    void letsSomeTriesThroughAndThenDoublesTheWait() {
        for (int i = 0; i < 8; i++) {
            assertThat(throttle.enter(ANN)).isZero();
        }

        for (int seconds : new int[] {1, 2, 4, 8, 16, 32, 60, 60}) {
            assertThat(throttle.enter(ANN)).isEqualTo(Duration.ofSeconds(seconds));
            pass(Duration.ofSeconds(seconds));
            assertThat(throttle.enter(ANN)).isZero();
        }
    }

    @Test
    void doesNotCountWhatItDidNotLetThrough() {
        guess(ANN, 8);
        for (int i = 0; i < 1_000; i++) {
            assertThat(throttle.enter(ANN)).isEqualTo(Duration.ofSeconds(1));
        }

        pass(Duration.ofSeconds(1));

        assertThat(throttle.enter(ANN)).isZero();
    }

    @Test
    void slowsNobodyElse() {
        guess(ANN, 30);

        assertThat(throttle.enter(ANN_ELSEWHERE)).isZero();
        assertThat(throttle.enter(new Guess("bob", "192.0.2.1"))).isZero();
    }

    @Test
    void slowsAnAccountThatIsGuessedAtFromEverywhereButNotWhereSomebodyCameInBefore() {
        throttle.enter(ANN_ELSEWHERE);
        throttle.fitted(ANN_ELSEWHERE);
        IntStream.range(0, 60).forEach(i -> throttle.enter(new Guess("ann", "203.0.113." + i)));

        assertThat(throttle.enter(ANN)).isPositive();
        assertThat(throttle.enter(ANN_ELSEWHERE)).isZero();
        assertThat(throttle.enter(new Guess("bob", "203.0.113.1"))).isZero();
    }

    @Test
    void forgetsWhenTheRightSecretComes() {
        guess(ANN, 8);
        pass(Duration.ofSeconds(1));
        throttle.enter(ANN);

        throttle.fitted(ANN);

        assertThat(throttle.waiting(ANN)).isEmpty();
        assertThat(throttle.enter(ANN)).isZero();
    }

    @Test
    void takesBackWhatWasNotLookedAt() {
        guess(ANN, 8);
        throttle.unseen(ANN);

        assertThat(throttle.enter(ANN)).isZero();
        assertThat(throttle.enter(ANN)).isPositive();
    }

    @Test
    void forgetsAfterAQuarterOfAnHour() {
        guess(ANN, 20);
        pass(Duration.ofMinutes(16));

        guess(ANN, 7);

        assertThat(throttle.enter(ANN)).isZero();
    }

    @Test
    void tellsSinceWhenAndHowOften() {
        guess(ANN, 8);

        Throttle.Wait wait = throttle.waiting(ANN).orElseThrow();

        assertThat(wait.since()).isEqualTo(clock.instant());
        assertThat(wait.failures()).isEqualTo(8);
        throttle.clear("ann");
        assertThat(throttle.waiting(ANN)).isEmpty();
        assertThat(throttle.enter(ANN)).isZero();
    }

    @Test
    void keepsNoMoreThanItsBound() {
        guess(ANN, 8);
        for (int i = 0; i < 20_000; i++) {
            throttle.enter(new Guess("user" + i, "192.0.2.9"));
        }

        assertThat(throttle.enter(ANN)).as("forgotten as the longest untouched").isZero();
    }

    private void guess(Guess guess, int times) {
        for (int i = 0; i < times; i++) {
            throttle.enter(guess);
        }
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
        clock.pass(time);
    }
}
