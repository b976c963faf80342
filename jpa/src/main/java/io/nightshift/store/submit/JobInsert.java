package io.nightshift.store.submit;

import io.nightshift.api.job.JobId;
import io.nightshift.store.port.Inserted;
import io.nightshift.store.port.Inserted.Kind;
import io.nightshift.store.port.NewJob;
import io.nightshift.store.port.NewJob.Key;
import io.nightshift.store.sql.Rows;
import io.nightshift.store.sql.Sql;
import io.nightshift.store.sql.SqlFile;
import io.nightshift.store.submit.InsertRows.Holder;
import io.nightshift.store.submit.InsertRows.Name;
import io.nightshift.store.submit.InsertRows.Row;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Stores new jobs in the transaction of a given connection; a key that exists already keeps only its own job out.
 *
 * <p>A key is taken by inserting its row: whoever comes second waits for the first one's commit and then finds the row. A row
 * whose period is over is deleted, guarded by its job, and then taken like a free one: of two that do so at once the second
 * deletes nothing and finds the first one's row.
 */
public final class JobInsert {

    private static final Sql FREE_KEY = SqlFile.of(JobInsert.class).statement("free-key", "scope", "key", "job");
    private static final int TRIES = 5;
    private static final Comparator<NewJob> BY_KEY = Comparator.comparing(
            NewJob::key, Comparator.nullsFirst(Comparator.comparing(Key::scope).thenComparing(Key::value)));

    private final InsertRows rows;

    /** Uses a database. */
    public JobInsert(InsertRows rows) {
        this.rows = rows;
    }

    /** Whether {@link #insert} needs no transaction around it to be all or nothing for each job. */
    public boolean oneStatement() {
        return rows.oneStatement();
    }

    /**
     * Stores jobs.
     *
     * @return what became of each, in the same order
     */
    public List<Inserted> insert(Connection connection, List<NewJob> jobs) throws SQLException {
        List<NewJob> leaders = leaders(jobs);
        Map<JobId, Row> stored = new HashMap<>();
        Map<Name, Holder> holders = new HashMap<>();
        List<NewJob> open = leaders;
        for (int tried = 0; !open.isEmpty(); tried++) {
            if (tried == TRIES) {
                throw new SQLException(
                        "The keys of " + open.size() + " jobs were taken and freed " + TRIES
                                + " times while they were stored",
                        "40001");
            }
            open = attempt(connection, open, stored, holders);
        }
        List<Inserted> answers = new ArrayList<>(jobs.size());
        for (NewJob job : jobs) {
            answers.add(answer(job, stored, holders));
        }
        return answers;
    }

    /** One job per key, sorted by key; others with the same key only hear what became of it. */
    private static List<NewJob> leaders(List<NewJob> jobs) {
        boolean keyed = false;
        for (NewJob job : jobs) {
            keyed |= job.key() != null;
        }
        if (!keyed) {
            return jobs;
        }
        Map<Object, NewJob> first = new LinkedHashMap<>();
        for (NewJob job : jobs) {
            Key key = job.key();
            first.putIfAbsent(key == null ? job.id() : Name.of(key), job);
        }
        List<NewJob> leaders = new ArrayList<>(first.values());
        leaders.sort(BY_KEY);
        return leaders;
    }

    /** Returns those whose key was taken when they were stored and free when its holder was asked for. */
    private List<NewJob> attempt(
            Connection connection, List<NewJob> open, Map<JobId, Row> stored, Map<Name, Holder> holders)
            throws SQLException {
        Row[] result = rows.store(connection, open);
        Map<Name, NewJob> taken = new LinkedHashMap<>();
        for (int i = 0; i < result.length; i++) {
            NewJob job = open.get(i);
            Key key = job.key();
            if (key != null && result[i] == Row.KEY_TAKEN) {
                taken.put(Name.of(key), job);
                continue;
            }
            stored.put(job.id(), result[i]);
            if (key != null) {
                holders.put(Name.of(key), new Holder(job.id().value(), key.requestHash(), false));
            }
        }
        if (taken.isEmpty()) {
            return List.of();
        }
        Map<Name, Holder> found = rows.holders(connection, taken.keySet());
        Map<Name, Holder> over = new LinkedHashMap<>();
        for (Name name : taken.keySet()) {
            Holder holder = found.get(name);
            if (holder != null && holder.over()) {
                over.put(name, holder);
            }
        }
        free(connection, over);
        found.keySet().removeAll(over.keySet());
        holders.putAll(found);
        taken.keySet().removeAll(found.keySet());
        return List.copyOf(taken.values());
    }

    /** In the order of the keys, as they are taken. */
    private static void free(Connection connection, Map<Name, Holder> over) throws SQLException {
        Rows.batch(
                connection,
                FREE_KEY,
                over.entrySet(),
                (delete, one) -> delete.text("scope", one.getKey().scope())
                        .text("key", one.getKey().value())
                        .uuid("job", one.getValue().job()));
    }

    /** Which of these jobs have a key that names a job already, as far as can be seen now. */
    Set<JobId> keptOut(Connection connection, List<NewJob> jobs) throws SQLException {
        Map<JobId, Name> names = new HashMap<>();
        for (NewJob job : jobs) {
            Key key = job.key();
            if (key != null) {
                names.put(job.id(), Name.of(key));
            }
        }
        if (names.isEmpty()) {
            return Set.of();
        }
        Map<Name, Holder> found = rows.holders(connection, Set.copyOf(names.values()));
        found.values().removeIf(Holder::over);
        names.values().retainAll(found.keySet());
        return names.keySet();
    }

    private static Inserted answer(NewJob job, Map<JobId, Row> stored, Map<Name, Holder> holders) {
        Row own = stored.get(job.id());
        if (own != null) {
            return new Inserted(job.id(), Kind.CREATED, own == Row.READY);
        }
        Key key = job.key();
        @Nullable Holder holder = key == null ? null : holders.get(Name.of(key));
        if (key == null || holder == null) {
            throw new IllegalStateException("Job " + job.id() + " was neither stored nor kept out by a key");
        }
        Kind kind = holder.hash().equals(key.requestHash()) ? Kind.EXISTING : Kind.CONFLICT;
        return new Inserted(new JobId(holder.job()), kind, false);
    }
}
