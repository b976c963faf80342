package io.nightshift.engine.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightshift.engine.breaker.FailureWindow.Counts;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FailureWindowTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final FailureWindow window = new FailureWindow(Duration.ofSeconds(10));

    /** Far from zero and on its wrong side, as a stopwatch may be. */
    private long now = -1_000_000 * SECOND;

    @Test
    void countsWhatEndedWithinTheWindow() {
        count(3, 2);
        now += 5 * SECOND;
        count(4, 0);

        assertThat(window.counts(now)).isEqualTo(new Counts(7, 2));
    }

    @Test
    void forgetsWhatIsOlderThanTheWindow() {
        count(3, 2);
        now += 5 * SECOND;
        count(4, 1);
        now += 6 * SECOND;

        assertThat(window.counts(now)).isEqualTo(new Counts(4, 1));
        now += 100 * SECOND;
        assertThat(window.counts(now)).isEqualTo(new Counts(0, 0));
        count(1, 1);
        assertThat(window.counts(now)).isEqualTo(new Counts(1, 1));
    }

    @Test
    void isReachedByEnoughAttemptsOfWhichEnoughFailed() {
        assertThat(new Counts(19, 19).reach(20, 50)).isFalse();
        assertThat(new Counts(20, 9).reach(20, 50)).isFalse();
        assertThat(new Counts(20, 10).reach(20, 50)).isTrue();
        assertThat(new Counts(3, 2).reach(1, 67)).isFalse();
        assertThat(new Counts(3, 3).reach(1, 100)).isTrue();
        assertThat(new Counts(0, 0).reach(1, 1)).isFalse();
    }

    private void count(int ended, int failed) {
        for (int i = 0; i < ended; i++) {
            window.count(i < failed, now);
        }
    }
}
