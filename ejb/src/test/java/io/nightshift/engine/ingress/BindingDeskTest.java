package io.nightshift.engine.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightshift.api.client.InvalidJobException;
import io.nightshift.engine.audit.AuditTrail;
import io.nightshift.engine.fake.MemoryStores;
import io.nightshift.engine.handler.JobTypes;
import io.nightshift.store.audit.AuditStore;
import io.nightshift.store.ingress.BindingStore;
import io.nightshift.store.ingress.BindingStore.Binding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BindingDeskTest {

    private final List<Binding> stored = new ArrayList<>();
    private final BindingStore store = MemoryStores.proxy(BindingStore.class, (method, args) -> {
        if (method.equals("all")) {
            return List.copyOf(stored);
        }
        stored.removeIf(other -> other.destination().equals(((Binding) args[0]).destination()));
        return stored.add((Binding) args[0]);
    });
    private final BindingDesk desk = new BindingDesk(
            store,
            new AuditTrail(MemoryStores.proxy(AuditStore.class, (method, args) -> null)),
            MemoryStores.proxy(JobTypes.class, (method, args) -> Optional.of("known")),
            new BoundQueues(store, task -> {}, binding -> {
                throw new AssertionError("not started here");
            }),
            2);

    /** Each takes a thread of every node; one without would be consumed by nobody, and nobody would say so. */
    @Test
    void bindsNoMoreQueuesThanThereAreThreadsAndNamesTheSetting() {
        desk.put(binding("orders"), "ann");
        desk.put(binding("invoices"), "ann");

        assertThatThrownBy(() -> desk.put(binding("letters"), "ann"))
                .isInstanceOf(InvalidJobException.class)
                .hasMessageContaining("NIGHTSHIFT_BOUND_QUEUES");

        desk.put(binding("orders"), "ann");
        assertThat(stored).extracting(Binding::destination).containsExactlyInAnyOrder("orders", "invoices");
    }

    private static Binding binding(String destination) {
        return new Binding(destination, "known", null, 5);
    }
}
