package io.nightshift.store.submit;

import io.nightshift.api.job.JobId;
import io.nightshift.api.job.WhilePending;
import io.nightshift.store.key.PendingKeys;
import io.nightshift.store.port.Inserted;
import io.nightshift.store.port.Inserted.Kind;
import io.nightshift.store.port.NewJob;
import io.nightshift.store.port.NewJob.Key;
import io.nightshift.store.port.NewJob.Unique;
import io.nightshift.store.steer.Replace;
import io.nightshift.store.submit.InsertRows.Name;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Stores jobs of which some have a unique key, as if they came one after the other in the order of the call; needs a
 * transaction around it.
 *
 * <p>The keys are locked first, and held until the transaction ends: a caller with the same key waits. An idempotency key is
 * asked before a unique one, so repeating a request replaces nothing.
 */
final class UniqueInsert {

    private final JobInsert insert;

    UniqueInsert(JobInsert insert) {
        this.insert = insert;
    }

    /**
     * What was done.
     *
     * @param answers what became of each job of the call
     * @param replaced jobs that are CANCELLED because another one took their place
     */
    record Done(List<Inserted> answers, List<UUID> replaced) {}

    Done insert(Connection connection, List<NewJob> jobs) throws SQLException {
        TreeSet<String> keys = new TreeSet<>();
        List<NewJob> unique = new ArrayList<>();
        for (NewJob job : jobs) {
            if (job.unique() != null) {
                keys.add(job.unique().key());
                unique.add(job);
            }
        }
        if (unique.isEmpty()) {
            return new Done(insert.insert(connection, jobs), List.of());
        }
        Map<String, UUID> before = PendingKeys.lock(connection, keys);
        Line line =
                new Line(before, PendingKeys.pending(connection, before.values()), insert.keptOut(connection, unique));
        jobs.forEach(line::add);
        List<Inserted> stored = insert.insert(connection, line.toStore);
        Map<JobId, Inserted> answers = new HashMap<>(line.kept);
        for (int i = 0; i < stored.size(); i++) {
            answers.put(line.toStore.get(i).id(), stored.get(i));
        }
        check(line.counted, answers);
        List<UUID> replaced = Replace.replace(connection, line.replaced);
        PendingKeys.give(connection, line.holders, keys);
        return new Done(answers(jobs, answers, replaced), replaced);
    }

    /** Somebody else took one of their idempotency keys for other content since it was asked for: begin again. */
    private static void check(Collection<JobId> counted, Map<JobId, Inserted> answers) throws SQLException {
        for (JobId id : counted) {
            Inserted answer = answers.get(id);
            if (answer == null || answer.kind() != Kind.CREATED) {
                throw new SQLException("The idempotency key of job " + id + " was taken while it was stored", "40001");
            }
        }
    }

    private static List<Inserted> answers(List<NewJob> jobs, Map<JobId, Inserted> found, Collection<UUID> replaced) {
        Set<UUID> gone = new HashSet<>(replaced);
        List<Inserted> answers = new ArrayList<>(jobs.size());
        for (NewJob job : jobs) {
            Inserted answer = found.get(job.id());
            if (answer == null) {
                throw new IllegalStateException("There is no answer for job " + job.id());
            }
            boolean ready = answer.ready() && !gone.contains(answer.id().value());
            answers.add(new Inserted(answer.id(), answer.kind(), ready));
        }
        return answers;
    }

    /** Who has each key, job by job. */
    private static final class Line {

        private final Map<String, UUID> holders;
        private final Set<UUID> pending;
        private final Set<JobId> keptOut;
        private final Set<Name> names = new HashSet<>();
        private final List<NewJob> toStore = new ArrayList<>();
        private final List<JobId> counted = new ArrayList<>();
        private final Map<JobId, Inserted> kept = new HashMap<>();
        private final Map<UUID, NewJob> replaced = new LinkedHashMap<>();

        Line(Map<String, UUID> holders, Set<UUID> pending, Set<JobId> keptOut) {
            this.holders = new TreeMap<>(holders);
            this.pending = new HashSet<>(pending);
            this.keptOut = keptOut;
        }

        void add(NewJob job) {
            Unique unique = job.unique();
            Key key = job.key();
            boolean repeated = keptOut.contains(job.id()) || (key != null && names.contains(Name.of(key)));
            if (unique == null || repeated) {
                toStore.add(job);
                remember(key);
                return;
            }
            UUID holder = holders.get(unique.key());
            if (holder != null && pending.contains(holder)) {
                if (unique.ifPending() == WhilePending.KEEP) {
                    kept.put(job.id(), new Inserted(new JobId(holder), Kind.EXISTING, false));
                    return;
                }
                replaced.put(holder, job);
            }
            toStore.add(job);
            remember(key);
            counted.add(job.id());
            holders.put(unique.key(), job.id().value());
            pending.add(job.id().value());
        }

        private void remember(@Nullable Key key) {
            if (key != null) {
                names.add(Name.of(key));
            }
        }
    }
}
