package io.nightshift.engine.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PatienceTest {

    private final List<Duration> waits = new ArrayList<>();
    private final Patience patience = new Patience(Duration.ofSeconds(2), waits::add);
    private int tries;

    @Test
    void waitsForTheStoreToComeBack() {
        patience.run("queue", () -> {
            if (++tries < 3) {
                throw new IllegalStateException("away");
            }
        });

        assertThat(tries).isEqualTo(3);
        assertThat(waits).containsExactly(Duration.ofMillis(200), Duration.ofMillis(400));
    }

    @Test
    void givesTheMessageBackWhenItsPatienceEnds() {
        assertThatThrownBy(() -> patience.run("queue", () -> {
                    throw new IllegalStateException("away " + ++tries);
                }))
                .hasMessage("away 4");
        assertThat(waits.stream().reduce(Duration.ZERO, Duration::plus)).isLessThanOrEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void stopsWaitingWhenTheServerStops() {
        Patience interrupted = new Patience(Duration.ofSeconds(2), time -> {
            throw new InterruptedException();
        });

        assertThatThrownBy(() -> interrupted.run("queue", () -> {
                    throw new IllegalStateException("away");
                }))
                .hasMessage("away");
        assertThat(Thread.interrupted()).isTrue();
    }
}
