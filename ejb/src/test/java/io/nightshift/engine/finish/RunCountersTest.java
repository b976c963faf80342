package io.nightshift.engine.finish;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightshift.engine.fake.MemoryStores;
import io.nightshift.store.stat.StatStore;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunCountersTest {

    private final List<List<Object>> sent = new ArrayList<>();
    private boolean away;

    private final RunCounters counters = new RunCounters(
            MemoryStores.proxy(StatStore.class, (method, arguments) -> {
                sent.add(List.of(arguments[1], arguments[2]));
                if (away) {
                    throw new IllegalStateException("The connection broke");
                }
                return null;
            }),
            "one");

    /** The store may have added them already, and knows a batch by its name. */
    @Test
    void sendsWhatMayHaveBeenAddedAgainUnderTheSameNameAndUnchanged() {
        away = true;
        counters.count("q", "t", "SUCCEEDED", 1_000_000);
        counters.flush();
        counters.count("q", "t", "SUCCEEDED", 2_000_000);
        counters.flush();
        away = false;
        counters.flush();
        counters.flush();

        assertThat(sent).hasSize(4);
        assertThat(sent.get(1)).isEqualTo(sent.get(0));
        assertThat(sent.get(2)).isEqualTo(sent.get(0));
        assertThat(sent.get(3).get(0)).isNotEqualTo(sent.get(0).get(0));
        assertThat(sent.get(3).get(1)).isEqualTo(List.of(new StatStore.Count("q", "t", "SUCCEEDED", 1, 2)));
    }
}
