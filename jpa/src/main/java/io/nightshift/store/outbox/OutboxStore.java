package io.nightshift.store.outbox;

import io.nightshift.api.job.JobId;
import io.nightshift.store.ingress.RejectStore.NewReject;
import io.nightshift.store.port.Inserted;
import io.nightshift.store.port.NewJob;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Makes jobs of entries, each once ever. Each call is one transaction, durable when it returns. Safe for concurrent use. */
public interface OutboxStore {

    /**
     * Stores the jobs of entries as {@link io.nightshift.store.port.JobStore#insert} does, and notes that they were taken. One
     * that was taken before is passed over, whatever has become of its job since.
     *
     * @param outbox whose entries they are
     * @param jobs each has the id of its entry; at most 10,000
     * @return what became of each; nothing is answered for one that was taken before. After a CONFLICT nothing is noted
     */
    Map<JobId, Inserted> take(String outbox, List<NewJob> jobs);

    /** Records entries that can never become jobs; the same one twice is one row. */
    void reject(List<NewReject> rejects);

    /** Forgets that these were taken: they are gone from the application's table. */
    void forget(String outbox, Collection<UUID> entries);

    /**
     * Entries that were taken so long ago, oldest first: whoever should have forgotten them died.
     *
     * @param limit at most this many
     */
    List<UUID> remembered(String outbox, Duration age, int limit);
}
