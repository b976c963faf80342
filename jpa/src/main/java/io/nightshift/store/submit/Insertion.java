package io.nightshift.store.submit;

import io.nightshift.api.job.JobId;
import io.nightshift.store.key.Gates;
import io.nightshift.store.key.Gates.Admitted;
import io.nightshift.store.key.Gates.Passed;
import io.nightshift.store.key.Settlement;
import io.nightshift.store.port.Gate;
import io.nightshift.store.port.Inserted;
import io.nightshift.store.port.NewJob;
import io.nightshift.store.port.StoreException;
import io.nightshift.store.sql.Transactor;
import io.nightshift.store.sql.Transactor.Work;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Decides which transaction an insert needs: none of its own, one for its gates or unique keys, or one that can be undone. */
public final class Insertion {

    /** Keys that an open transaction holds are waited for for so long. */
    private static final long PATIENCE_NANOS = Duration.ofSeconds(3).toNanos();

    private final Transactor transactor;
    private final JobInsert insert;
    private final UniqueInsert uniques;
    private final Gates gates;
    private final Settlement settlement;

    public Insertion(Transactor transactor, JobInsert insert, Gates gates, Settlement settlement) {
        this.transactor = transactor;
        this.insert = insert;
        this.uniques = new UniqueInsert(insert);
        this.gates = gates;
        this.settlement = settlement;
    }

    /** Each for itself: one that a key keeps out does not keep out the others. */
    public List<Inserted> insert(List<NewJob> jobs) {
        String doing = "Storing " + jobs.size() + " jobs";
        if (!locking(jobs)) {
            return plain(doing, connection -> insert.insert(connection, jobs));
        }
        Set<String> skipped = new HashSet<>();
        return settled(transactor.transact(doing, connection -> insertLocking(connection, jobs, skipped)), skipped);
    }

    /**
     * Each for itself as {@link #insert} does, in one transaction with what somebody else writes before and after it.
     *
     * @param jobs of which {@code around} chooses those that are to be stored
     */
    public void insertAround(List<NewJob> jobs, Around around) {
        Set<String> skipped = new HashSet<>();
        List<NewJob> chosen = new ArrayList<>();
        List<Inserted> answers = transactor.transact("Storing " + jobs.size() + " jobs", connection -> {
            chosen.clear();
            chosen.addAll(around.before(connection));
            List<Inserted> stored = chosen.isEmpty() ? List.of() : insertLocking(connection, chosen, skipped);
            around.after(connection, chosen, stored);
            return stored;
        });
        around.committed(chosen, settled(answers, skipped));
    }

    /** What is written together with jobs. All but {@link #committed} may run again if the database undid it. */
    public interface Around {

        /** Chooses the jobs to store. */
        List<NewJob> before(Connection connection) throws SQLException;

        /** They were stored, or their keys kept them out. */
        void after(Connection connection, List<NewJob> stored, List<Inserted> answers) throws SQLException;

        /** All of it is durable. */
        void committed(List<NewJob> stored, List<Inserted> answers);
    }

    /** All, or none if one of the keys names other content. */
    public List<Inserted> insertAll(List<NewJob> jobs) {
        String doing = "Storing " + jobs.size() + " jobs, all or none";
        boolean locking = locking(jobs);
        if (!locking && jobs.stream().allMatch(job -> job.key() == null)) {
            return plain(doing, connection -> insert.insert(connection, jobs));
        }
        long began = System.nanoTime();
        while (true) {
            try {
                return tryAll(doing, jobs, locking);
            } catch (StoreException failed) {
                // This caller waits for nobody but itself, within a bound.
                boolean patient = transactor.shortLived() && System.nanoTime() - began < PATIENCE_NANOS;
                if (!failed.locked() || !patient) {
                    throw failed;
                }
            }
        }
    }

    private List<Inserted> tryAll(String doing, List<NewJob> jobs, boolean locking) {
        Set<String> skipped = new HashSet<>();
        try {
            List<Inserted> stored = transactor.transact(doing, connection -> {
                List<Inserted> answers =
                        locking ? insertLocking(connection, jobs, skipped) : insert.insert(connection, jobs);
                if (answers.stream().anyMatch(answer -> answer.kind() == Inserted.Kind.CONFLICT)) {
                    throw new Undo(answers);
                }
                return answers;
            });
            return settled(stored, skipped);
        } catch (Undo undo) {
            return undo.answers;
        }
    }

    private static boolean locking(List<NewJob> jobs) {
        for (NewJob job : jobs) {
            if (job.gate() != null || job.unique() != null) {
                return true;
            }
        }
        return false;
    }

    /** A transaction of somebody else's may last, and whoever finishes jobs must not have to wait for a gate as long. */
    private List<Inserted> insertLocking(Connection connection, List<NewJob> jobs, Set<String> skipped)
            throws SQLException {
        skipped.clear();
        UniqueInsert.Done done = uniques.insert(connection, jobs);
        List<Inserted> answers = done.answers();
        if (!transactor.shortLived()) {
            // What a replaced job leaves behind at its gate, mend finds.
            return answers;
        }
        Passed left = gates.left(connection, done.replaced());
        List<Gate> waiting = new ArrayList<>();
        for (int i = 0; i < jobs.size(); i++) {
            Gate gate = jobs.get(i).gate();
            if (gate != null && answers.get(i).kind() == Inserted.Kind.CREATED) {
                waiting.add(gate);
            }
        }
        Passed passed = gates.admit(connection, waiting);
        skipped.addAll(left.skipped());
        skipped.addAll(passed.skipped());
        return admitted(admitted(answers, left.admitted()), passed.admitted());
    }

    private List<Inserted> settled(List<Inserted> answers, Set<String> skipped) {
        return admitted(answers, settlement.settle(skipped));
    }

    private static List<Inserted> admitted(List<Inserted> answers, List<Admitted> admitted) {
        if (admitted.isEmpty()) {
            return answers;
        }
        Set<JobId> ready = admitted.stream().map(one -> new JobId(one.job())).collect(Collectors.toSet());
        return answers.stream()
                .map(one -> ready.contains(one.id()) && one.kind() == Inserted.Kind.CREATED
                        ? new Inserted(one.id(), one.kind(), true)
                        : one)
                .toList();
    }

    /** One statement on PostgreSQL, which needs no transaction around it; several on H2. */
    private <T> T plain(String doing, Work<T> work) {
        return insert.oneStatement() ? transactor.call(doing, work) : transactor.transact(doing, work);
    }

    /** Leaves a transaction so that it is undone; carries the answer out. */
    private static final class Undo extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient List<Inserted> answers;

        Undo(List<Inserted> answers) {
            super(null, null, false, false);
            this.answers = answers;
        }
    }
}
