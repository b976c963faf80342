package io.nightshift.engine.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightshift.engine.config.EngineConfig;
import io.nightshift.engine.config.Settings;
import io.nightshift.engine.fake.MemoryStores;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class HeartbeatTest {

    private final MemoryStores.Nodes nodes = new MemoryStores.Nodes();
    private final Lease lease = new Lease();
    private final List<UUID> lost = new ArrayList<>();
    private List<String> troubles = List.of();
    private final Heartbeat heartbeat = new Heartbeat(
            nodes,
            EngineConfig.from(new Settings(name -> null, name -> null)),
            lease,
            new Heartbeat.Self("1", List.of("test"), 4, () -> 0, () -> troubles),
            new Heartbeat.Watcher() {
                @Override
                public void renewed(UUID incarnation) {
                    // Nothing to compare.
                }

                @Override
                public int lost(UUID incarnation) {
                    lost.add(incarnation);
                    return 0;
                }
            });

    @Test
    void givesItsClaimsUpWhenNotAllOfItLivesAndJoinsAgainWhenItDoes() {
        heartbeat.join();
        UUID first = lease.incarnation();
        heartbeat.beat();
        assertThat(nodes.all()).hasSize(1);

        troubles = List.of("the loop 'outcomes 1' has been silent for 61 s");
        heartbeat.beat();
        heartbeat.beat();

        assertThat(lost).containsExactly(first);
        assertThat(lease.active()).isFalse();
        assertThat(nodes.all()).as("its row, so that the others need not wait").isEmpty();

        troubles = List.of();
        heartbeat.beat();

        assertThat(lease.active()).isTrue();
        assertThat(lease.incarnation()).isNotEqualTo(first);
        assertThat(nodes.all()).extracting(node -> node.incarnation()).containsExactly(lease.incarnation());
    }
}
