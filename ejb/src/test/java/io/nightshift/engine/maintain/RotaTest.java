package io.nightshift.engine.maintain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class RotaTest {

    private final List<String> done = new ArrayList<>();

    private Duty duty(String name, Runnable work) {
        return new Duty() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Cadence cadence() {
                return Cadence.SECOND;
            }

            @Override
            public void runOnce() {
                work.run();
                done.add(name);
            }
        };
    }

    @Test
    void runsAgainAfterItFailed() {
        int[] runs = {0};
        Rota rota = new Rota(
                duty("a", () -> {
                    if (runs[0]++ == 0) {
                        throw new StackOverflowError();
                    }
                }),
                Runnable::run);

        rota.beat();
        rota.beat();

        assertThat(done).containsExactly("a");
    }

    @Test
    void runsAgainAfterTheMachineHadNoThread() {
        boolean[] full = {true};
        Rota rota = new Rota(duty("a", () -> {}), task -> {
            if (full[0]) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            task.run();
        });

        rota.beat();
        full[0] = false;
        rota.beat();

        assertThat(done).containsExactly("a");
    }

    @Test
    void startsNoSecondRunWhileOneIsUnderWay() {
        List<Runnable> handedOver = new ArrayList<>();
        Rota rota = new Rota(duty("a", () -> {}), handedOver::add);

        rota.beat();
        rota.beat();
        rota.beat();
        assertThat(handedOver).hasSize(1);
        handedOver.get(0).run();
        rota.beat();

        assertThat(handedOver).hasSize(2);
        assertThat(done).containsExactly("a");
    }

    @Test
    void triesAgainAtTheNextBeatWhenNoThreadIsFree() {
        boolean[] full = {true};
        Rota rota = new Rota(duty("a", () -> {}), task -> {
            if (full[0]) {
                throw new RejectedExecutionException("all threads are taken");
            }
            task.run();
        });

        rota.beat();
        full[0] = false;
        rota.beat();

        assertThat(done).containsExactly("a");
    }
}
