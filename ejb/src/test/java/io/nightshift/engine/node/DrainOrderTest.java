package io.nightshift.engine.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightshift.engine.audit.AuditTrail;
import io.nightshift.engine.fake.MemoryStores;
import io.nightshift.store.audit.AuditStore;
import io.nightshift.store.node.NodeStore.Node;
import io.nightshift.store.node.NodeStore.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DrainOrderTest {

    private static final Duration LEASE = Duration.ofMinutes(5);

    private final MemoryStores.Nodes nodes = new MemoryStores.Nodes();
    private final Lease lease = new Lease();
    private final List<Boolean> changes = new ArrayList<>();
    private final List<String> audited = new ArrayList<>();
    private int held = 3;
    private final Drain drain = new Drain(nodes, lease, "one", new Drain.Work() {
        @Override
        public int held() {
            return held;
        }

        @Override
        public void changed() {
            changes.add(lease.active());
        }
    });
    private UUID incarnation = UUID.randomUUID();

    @BeforeEach
    void join() {
        nodes.register(incarnation, "one", "1", 4, List.of(), LEASE);
        lease.renewed(incarnation, System.nanoTime(), LEASE);
        drain.look();
    }

    @Test
    void doesWhatItsRowSaysAndTellsHowFarItIs() {
        nodes.drain(incarnation, "ann");
        assertThat(lease.active()).isTrue();

        drain.look();
        assertThat(lease.active()).isFalse();
        assertThat(lease.held()).isTrue();
        assertThat(node().running()).isEqualTo(3);
        held = 0;
        drain.look();
        assertThat(node().state()).isEqualTo(State.DRAINED);
        nodes.resume(incarnation);
        drain.look();

        assertThat(lease.active()).isTrue();
        assertThat(changes).containsExactly(false, true);
    }

    @Test
    void aNodeThatWasGivenUpAndComesBackStaysDrained() {
        nodes.drain(incarnation, "ann");
        drain.look();
        lease.lost();
        nodes.forgetAll();
        drain.look();
        assertThat(lease.draining()).isTrue();

        incarnation = UUID.randomUUID();
        nodes.register(incarnation, "one", "1", 4, List.of(), LEASE);
        lease.renewed(incarnation, System.nanoTime(), LEASE);
        drain.look();

        assertThat(lease.active()).isFalse();
        assertThat(node().drainingBy()).isEqualTo("ann");
        nodes.resume(incarnation);
        drain.look();
        assertThat(lease.active()).isTrue();
    }

    @Test
    void recordsWhoDrainsAndResumesWhat() {
        Nodes desk = new NodeDesk(nodes, new AuditTrail(MemoryStores.proxy(AuditStore.class, (method, arguments) -> {
            audited.add(Arrays.toString(Arrays.copyOf(arguments, 4)));
            return null;
        })));

        assertThat(desk.drain(incarnation, "ann")).isTrue();
        assertThat(desk.drain(incarnation, "bob")).isFalse();
        assertThat(desk.resume(incarnation, "bob")).isTrue();
        assertThat(desk.drain(UUID.randomUUID(), "bob")).isFalse();

        assertThat(audited)
                .containsExactly(
                        "[ann, node.drain, " + incarnation + ", one]", "[bob, node.resume, " + incarnation + ", one]");
    }

    private Node node() {
        return nodes.all().get(0);
    }
}
