package io.nightshift.engine.submit;

import io.nightshift.store.queue.QueueStore;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Sees to it that the queues of new jobs exist; asks the store only about those not seen before. */
final class KnownQueues {

    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private final QueueStore store;
    private final int concurrency;

    KnownQueues(QueueStore store, int concurrency) {
        this.store = store;
        this.concurrency = concurrency;
    }

    void ensure(Collection<String> names) {
        List<String> unseen =
                names.stream().filter(name -> !seen.contains(name)).toList();
        if (!unseen.isEmpty()) {
            store.ensure(unseen, concurrency);
            seen.addAll(unseen);
        }
    }
}
