package io.nightshift.engine.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightshift.engine.fake.MemoryStores;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClockWatchTest {

    private static final Duration LEASE = Duration.ofMinutes(5);

    private final MemoryStores.Nodes nodes = new MemoryStores.Nodes();
    private final Lease lease = new Lease();
    private final List<Duration> stamps = new ArrayList<>();
    private final ClockWatch watch = new ClockWatch(nodes, stamps::add, lease, "one");

    @BeforeEach
    void join() {
        UUID incarnation = UUID.randomUUID();
        nodes.register(incarnation, "one", "1", 4, List.of(), LEASE);
        lease.renewed(incarnation, System.nanoTime(), LEASE);
    }

    private Duration row() {
        watch.tell();
        Duration ahead = nodes.all().get(0).clockAhead();
        if (ahead == null) {
            throw new AssertionError("not told");
        }
        return ahead;
    }

    @Test
    void saysNothingOfAClockThatIsRightEnough() {
        watch.measured(Duration.ofMillis(1_900));

        assertThat(watch.warning()).isNull();
        assertThat(stamps).containsExactly(Duration.ZERO);
        assertThat(row()).isEqualTo(Duration.ofMillis(1_900));
    }

    @Test
    void saysSoOfOneThatIsOffAndWhenItIsRightAgain() {
        watch.measured(Duration.ofHours(1));
        assertThat(watch.warning()).isEqualTo("the clock of this node is 3600.0 s ahead of the database's");
        assertThat(row()).isEqualTo(Duration.ofHours(1));

        watch.measured(Duration.ofSeconds(-3));
        assertThat(watch.warning()).isEqualTo("the clock of this node is 3.0 s behind the database's");

        watch.measured(Duration.ofMillis(4));
        assertThat(watch.warning()).isNull();
        assertThat(row()).isEqualTo(Duration.ofMillis(4));
        assertThat(stamps).containsExactly(Duration.ofHours(1), Duration.ofSeconds(-3), Duration.ZERO);
    }
}
