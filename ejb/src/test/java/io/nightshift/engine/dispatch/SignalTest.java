package io.nightshift.engine.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

class SignalTest {

    private final BlockingQueue<Signal> pending = new LinkedBlockingQueue<>();
    private int runs;

    @Test
    void runsAgainWhenItWasRaisedMeanwhile() {
        Signal[] signal = new Signal[1];
        signal[0] = new Signal(
                () -> {
                    if (++runs == 1) {
                        signal[0].raise();
                    }
                },
                pending);

        signal[0].raise();
        pending.remove().run();

        assertThat(runs).isEqualTo(2);
        assertThat(pending).isEmpty();
    }

    @Test
    void startsAgainAfterItsTaskThrew() {
        Signal signal = new Signal(
                () -> {
                    runs++;
                    throw new StackOverflowError();
                },
                pending);
        signal.raise();
        assertThatThrownBy(pending.remove()::run).isInstanceOf(StackOverflowError.class);

        signal.raise();

        assertThat(pending).containsExactly(signal);
    }

    @Test
    void whoRaisedItWhileItsTaskThrewIsHeard() {
        Signal[] signal = new Signal[1];
        signal[0] = new Signal(
                () -> {
                    runs++;
                    signal[0].raise();
                    if (runs == 1) {
                        throw new StackOverflowError();
                    }
                    signal[0].refused();
                },
                pending);
        signal[0].raise();

        assertThatThrownBy(pending.remove()::run).isInstanceOf(StackOverflowError.class);

        assertThat(pending).containsExactly(signal[0]);
    }
}
