package io.nightshift.engine.maintain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightshift.engine.fake.MemoryStores;
import io.nightshift.store.port.JobStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class RescuerTest {

    private static final Duration LEASE = Duration.ofSeconds(30);

    private final List<Integer> limits = new ArrayList<>();
    private final List<String> woken = new ArrayList<>();
    private final List<String> announced = new ArrayList<>();
    private Supplier<Map<String, Integer>> answer = () -> Map.of("a", 2);
    private Duration unbroken = Duration.ZERO;
    private final JobStore jobs = MemoryStores.proxy(JobStore.class, (method, args) -> {
        limits.add((Integer) args[0]);
        return answer.get();
    });
    private final Rescuer rescuer =
            new Rescuer(jobs, () -> unbroken, woken::add, announced::add, new Rescuer.Limits(LEASE, 100, 3));

    @Test
    void rescuesNothingBeforeItHasStoodForALease() {
        unbroken = LEASE.minusMillis(1);
        rescuer.runOnce();

        assertThat(limits).isEmpty();
    }

    @Test
    void tellsWhoCanTakeWhatItRescued() {
        unbroken = LEASE;
        rescuer.runOnce();

        assertThat(limits).containsExactly(100);
        assertThat(woken).containsExactly("a");
        assertThat(announced).containsExactly("a");
    }

    @Test
    void takesLessAtATimeWhenItWasTooMuchAndMoreAgainLater() {
        unbroken = LEASE;
        answer = () -> {
            throw new IllegalStateException("the statement took too long");
        };
        assertThatThrownBy(rescuer::runOnce).hasMessage("the statement took too long");
        assertThatThrownBy(rescuer::runOnce).hasMessage("the statement took too long");
        answer = Map::of;
        rescuer.runOnce();
        rescuer.runOnce();
        rescuer.runOnce();

        assertThat(limits).containsExactly(100, 50, 25, 50, 100);
    }
}
