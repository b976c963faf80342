package io.nightshift.engine.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {

    private final Pace pace = new Pace(1_000);

    @Test
    void startsALoopForEachJobWhileItKnowsNothing() {
        assertThat(pace.loops(16, 3)).isEqualTo(16);
    }

    @Test
    void startsALoopForEachLongJobBesideThoseThatAreBusy() {
        ran(Duration.ofSeconds(2), 10);

        assertThat(pace.loops(6, 10)).isEqualTo(6);
    }

    @Test
    void letsFewLoopsShareTinyJobs() {
        ran(Duration.ofNanos(20_000), 1_000);

        assertThat(pace.loops(1, 0)).isEqualTo(1);
        assertThat(pace.loops(500, 0)).isEqualTo(2);
        assertThat(pace.loops(1_000, 1)).isEqualTo(3);
        assertThat(pace.loops(500, 2)).isZero();
    }

    @Test
    void takesAheadWhatEndsIn200Milliseconds() {
        ran(Duration.ofMillis(10), 50);

        assertThat(pace.target(2)).isEqualTo(2 + 20);
        assertThat(pace.target(0)).isEqualTo(20);
    }

    private void ran(Duration each, int jobs) {
        for (int i = 0; i < jobs; i++) {
            pace.ran(each.toNanos());
        }
        pace.room(1, 0);
    }
}
