package io.nightshift.engine.outbox;

import io.nightshift.api.job.JobId;
import io.nightshift.store.ingress.RejectStore.NewReject;
import io.nightshift.store.outbox.OutboxEntry;
import io.nightshift.store.outbox.OutboxStore;
import io.nightshift.store.outbox.OutboxTable;
import io.nightshift.store.port.Inserted;
import io.nightshift.store.port.NewJob;
import io.nightshift.store.port.StoreException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Both sides of an outbox in memory, with faults to switch on. */
final class MemoryOutbox implements OutboxTable, OutboxStore {

    final Map<String, OutboxEntry> entries = new TreeMap<>();
    final Map<JobId, NewJob> jobs = new LinkedHashMap<>();
    final Set<UUID> notes = new LinkedHashSet<>();
    final List<NewReject> rejects = new ArrayList<>();
    final List<Integer> batches = new ArrayList<>();
    /** How the table fails after its entries were handed on. */
    @Nullable
    RuntimeException deletion;
    /** What the store answers for the jobs of a tag: an SQLSTATE. */
    final Map<String, String> refused = new LinkedHashMap<>();
    /** Idempotency keys that name another job with other content. */
    final Set<String> taken = new LinkedHashSet<>();

    int looks;

    /** A job that was made. */
    NewJob job(JobId id) {
        return Objects.requireNonNull(jobs.get(id), "no such job");
    }

    @Override
    public void write(List<OutboxEntry> written) {
        written.forEach(entry -> entries.put(entry.id(), entry));
    }

    @Override
    public Optional<OutboxEntry> find(String id) {
        return Optional.ofNullable(entries.get(id));
    }

    @Override
    public boolean delete(String id) {
        return entries.remove(id) != null;
    }

    @Override
    public Moved move(int most, @Nullable String after, Function<List<OutboxEntry>, Set<String>> taker) {
        List<OutboxEntry> some = entries.values().stream()
                .filter(entry -> after == null || entry.id().compareTo(after) > 0)
                .limit(most)
                .toList();
        if (some.isEmpty()) {
            return new Moved(0, 0, null);
        }
        Set<String> done = taker.apply(some);
        if (deletion != null) {
            throw deletion;
        }
        entries.keySet().removeAll(done);
        return new Moved(
                some.size(),
                some.size() - done.size(),
                some.get(some.size() - 1).id());
    }

    @Override
    public Set<String> present(Collection<String> ids) {
        Set<String> present = new LinkedHashSet<>(ids);
        present.retainAll(entries.keySet());
        return present;
    }

    @Override
    public Backlog backlog(int cap) {
        looks++;
        return new Backlog(
                Math.min(cap, entries.size()),
                entries.keySet().stream().findFirst().orElse(null));
    }

    @Override
    public Map<JobId, Inserted> take(String outbox, List<NewJob> all) {
        batches.add(all.size());
        for (NewJob job : all) {
            @Nullable
            String state = job.tags().stream()
                    .map(refused::get)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(null);
            if (state != null) {
                throw new StoreException("Storing", new SQLException("no " + job.tags(), state));
            }
        }
        Map<JobId, Inserted> answers = new LinkedHashMap<>();
        for (NewJob job : all) {
            if (notes.contains(job.id().value())) {
                continue;
            }
            NewJob.Key key = job.key();
            if (key != null && taken.contains(key.value())) {
                answers.put(job.id(), new Inserted(job.id(), Inserted.Kind.CONFLICT, false));
                continue;
            }
            notes.add(job.id().value());
            jobs.put(job.id(), job);
            answers.put(job.id(), new Inserted(job.id(), Inserted.Kind.CREATED, job.runAt() == null));
        }
        return answers;
    }

    @Override
    public void reject(List<NewReject> some) {
        rejects.addAll(some);
    }

    @Override
    public void forget(String outbox, Collection<UUID> ids) {
        notes.removeAll(ids);
    }

    @Override
    public List<UUID> remembered(String outbox, Duration age, int limit) {
        return notes.stream().limit(limit).toList();
    }
}
