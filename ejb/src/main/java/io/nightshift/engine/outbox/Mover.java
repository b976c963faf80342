package io.nightshift.engine.outbox;

import io.nightshift.api.client.InvalidJobException;
import io.nightshift.api.job.JobId;
import io.nightshift.engine.finish.SqlRefusal;
import io.nightshift.engine.life.Pulse;
import io.nightshift.engine.outbox.EntryText.Asked;
import io.nightshift.engine.outbox.EntryText.WrongEntryException;
import io.nightshift.engine.outcome.FailureText;
import io.nightshift.engine.submit.Caller;
import io.nightshift.engine.submit.WrittenRequests;
import io.nightshift.store.outbox.OutboxEntry;
import io.nightshift.store.outbox.OutboxStore;
import io.nightshift.store.outbox.OutboxTable;
import io.nightshift.store.outbox.OutboxTable.Moved;
import io.nightshift.store.port.Inserted;
import io.nightshift.store.port.NewJob;
import io.nightshift.store.port.NewJob.Source;
import io.nightshift.store.port.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Moves the entries of one outbox, oldest first. An entry that can never become a job becomes a reject; one that meets passing
 * trouble stays, and holds up no other unless the trouble is everybody's.
 */
final class Mover {

    private final String outbox;
    private final OutboxTable table;
    private final Parts parts;
    private final Watch watch;
    private final OutboxConfig config;
    private final Semaphore calls = new Semaphore(0);
    /** Behind a full batch of which all had to stay; null from the start. Used by the mover's thread alone. */
    private @Nullable String after;

    /**
     * What all movers of a node share.
     *
     * @param store where entries become jobs
     * @param texts reads entries
     * @param requests checks requests by the rules of every other way in
     * @param ready is told of jobs that are stored and ready
     * @param rejects writes down what can never become a job
     */
    record Parts(
            OutboxStore store,
            EntryText texts,
            WrittenRequests requests,
            Consumer<List<NewJob>> ready,
            EntryReject rejects) {}

    Mover(String outbox, OutboxTable table, Parts parts, Watch watch, OutboxConfig config) {
        this.outbox = outbox;
        this.table = table;
        this.parts = parts;
        this.watch = watch;
        this.config = config;
    }

    OutboxTable table() {
        return table;
    }

    Watch watch() {
        return watch;
    }

    /** Something was committed: do not wait for the next look. Never blocks. */
    void wake() {
        calls.release();
    }

    /** Moves what is there, and waits if that was all. */
    void round(Pulse pulse) throws InterruptedException {
        Moved moved;
        try {
            moved = moveOnce();
            watch.look();
        } catch (RuntimeException | Error failed) {
            watch.failed(failed);
            throw failed;
        }
        boolean stuck = moved.found() == moved.stayed();
        after = stuck && moved.last() != null && after == null ? moved.last() : null;
        if (stuck && after == null) {
            rest(config.poll());
        }
        pulse.beat();
    }

    /**
     * One batch. Its notes stay for a while though its entries are gone: a mover whose session with the application's database was
     * lost may still hold them in hand, and must find that they were taken.
     */
    Moved moveOnce() {
        return table.move(config.batch(), after, this::take);
    }

    private Set<String> take(List<OutboxEntry> entries) {
        Map<String, Prepared> prepared = new LinkedHashMap<>();
        Map<OutboxEntry, String> wrong = new LinkedHashMap<>();
        for (OutboxEntry entry : entries) {
            try {
                Asked asked = parts.texts().read(entry);
                NewJob job = parts.requests()
                        .prepareAs(asked.request(), Caller.of(asked.submitter(), Source.CODE), asked.id());
                prepared.put(entry.id(), new Prepared(entry, job));
            } catch (WrongEntryException | InvalidJobException never) {
                wrong.put(entry, String.valueOf(never.getMessage()));
            } catch (StoreException away) {
                throw away;
            } catch (RuntimeException | StackOverflowError | LinkageError odd) {
                // A check of the application's own that fails: it must not hold up whoever is behind it.
                wrong.put(
                        entry,
                        "Its check failed: " + FailureText.error(null, odd).errorClass());
            }
        }
        Set<String> done = store(prepared, wrong);
        if (!wrong.isEmpty()) {
            parts.store()
                    .reject(wrong.entrySet().stream()
                            .map(one -> parts.rejects().of(outbox, one.getKey(), one.getValue()))
                            .toList());
            wrong.keySet().forEach(entry -> done.add(entry.id()));
        }
        return done;
    }

    /** Together; if one of them is refused, or its key is held by somebody, each for itself. Answers those that need not stay. */
    private Set<String> store(Map<String, Prepared> prepared, Map<OutboxEntry, String> wrong) {
        Set<String> done = new HashSet<>();
        List<Prepared> all = List.copyOf(prepared.values());
        if (all.isEmpty()) {
            return done;
        }
        try {
            tell(all, wrong);
            done.addAll(prepared.keySet());
        } catch (StoreException failed) {
            if (!ownFault(failed)) {
                throw failed;
            }
            Set<String> held = new HashSet<>();
            for (Prepared one : all) {
                // Who waited for a key once does not wait for it again with each of its entries.
                if (Collections.disjoint(held, one.keys()) && alone(one, wrong)) {
                    done.add(one.entry().id());
                } else {
                    held.addAll(one.keys());
                }
            }
        }
        return done;
    }

    private boolean alone(Prepared one, Map<OutboxEntry, String> wrong) {
        StoreException refusal = null;
        // Twice: what another mover was storing at the same moment is found as taken by the second try.
        for (int tried = 0; tried < 2; tried++) {
            try {
                tell(List.of(one), wrong);
                return true;
            } catch (StoreException failed) {
                if (failed.locked()) {
                    return false;
                }
                if (!SqlRefusal.in(failed)) {
                    throw failed;
                }
                refusal = failed;
            }
        }
        wrong.put(one.entry(), String.valueOf(Objects.requireNonNull(refusal).getMessage()));
        return true;
    }

    private void tell(List<Prepared> all, Map<OutboxEntry, String> wrong) {
        List<NewJob> jobs = all.stream().map(Prepared::job).toList();
        Map<JobId, Inserted> answers = parts.store().take(outbox, jobs);
        List<NewJob> ready = new ArrayList<>();
        for (Prepared one : all) {
            Inserted answer = answers.get(one.job().id());
            if (answer == null) {
                continue;
            }
            if (answer.kind() == Inserted.Kind.CONFLICT) {
                wrong.put(
                        one.entry(),
                        "idempotencyKey: names job " + answer.id()
                                + " already, with other content; use a new key, or repeat that request unchanged");
            } else if (answer.kind() == Inserted.Kind.CREATED && answer.ready()) {
                ready.add(one.job());
            }
        }
        parts.ready().accept(ready);
    }

    private static boolean ownFault(StoreException failed) {
        return SqlRefusal.in(failed) || failed.locked();
    }

    private void rest(Duration time) throws InterruptedException {
        boolean unused = calls.tryAcquire(time.toNanos(), TimeUnit.NANOSECONDS);
        // What was committed until now is found by the next look, however many said so.
        calls.drainPermits();
    }

    private record Prepared(OutboxEntry entry, NewJob job) {

        /** What it may have to wait for: names of keys, each of its kind. */
        Set<String> keys() {
            Set<String> keys = new HashSet<>();
            NewJob.Key key = job.key();
            if (key != null) {
                keys.add("idempotency " + key.scope() + ' ' + key.value());
            }
            NewJob.Unique unique = job.unique();
            if (unique != null) {
                keys.add("unique " + unique.key());
            }
            return keys;
        }
    }
}
