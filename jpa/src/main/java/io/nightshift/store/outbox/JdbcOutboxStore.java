package io.nightshift.store.outbox;

import io.nightshift.api.job.JobId;
import io.nightshift.store.ingress.RejectRows;
import io.nightshift.store.ingress.RejectStore.NewReject;
import io.nightshift.store.port.Inserted;
import io.nightshift.store.port.NewJob;
import io.nightshift.store.sql.Rows;
import io.nightshift.store.sql.Sql;
import io.nightshift.store.sql.SqlFile;
import io.nightshift.store.sql.Transactor;
import io.nightshift.store.sql.Values;
import io.nightshift.store.submit.Insertion;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** {@link OutboxStore} over short transactions of its own. */
public final class JdbcOutboxStore implements OutboxStore {

    private static final SqlFile FILE = SqlFile.of(JdbcOutboxStore.class);
    private static final Sql KNOWN = FILE.statement("known", "entries");
    private static final Sql NOTE = FILE.statement("note", "outbox", "entry");
    private static final Sql FORGET = FILE.statement("forget", "outbox", "entries");
    private static final Sql REMEMBERED = FILE.statement("remembered", "outbox", "before", "limit");

    private final Transactor own;
    private final Insertion insertion;

    /**
     * Uses a database.
     *
     * @param own outside of every caller's transaction
     * @param insertion over the same
     */
    public JdbcOutboxStore(Transactor own, Insertion insertion) {
        this.own = own;
        this.insertion = insertion;
    }

    @Override
    public Map<JobId, Inserted> take(String outbox, List<NewJob> jobs) {
        Map<JobId, Inserted> taken = new HashMap<>();
        insertion.insertAround(jobs, new Insertion.Around() {
            @Override
            public List<NewJob> before(Connection connection) throws SQLException {
                Set<UUID> known = known(connection, jobs);
                return jobs.stream()
                        .filter(job -> !known.contains(job.id().value()))
                        .toList();
            }

            @Override
            public void after(Connection connection, List<NewJob> stored, List<Inserted> answers) throws SQLException {
                List<UUID> done = new ArrayList<>();
                for (int i = 0; i < stored.size(); i++) {
                    if (answers.get(i).kind() != Inserted.Kind.CONFLICT) {
                        done.add(stored.get(i).id().value());
                    }
                }
                note(connection, outbox, done);
            }

            @Override
            public void committed(List<NewJob> stored, List<Inserted> answers) {
                for (int i = 0; i < stored.size(); i++) {
                    taken.put(stored.get(i).id(), answers.get(i));
                }
            }
        });
        return taken;
    }

    /** Whatever the node that took them calls their data source: no two entries anywhere have one id. */
    private static Set<UUID> known(Connection connection, List<NewJob> jobs) throws SQLException {
        List<UUID> ids = jobs.stream().map(job -> job.id().value()).toList();
        return new HashSet<>(Rows.ids(connection, KNOWN, ids));
    }

    /** Fails if another mover noted one of them meanwhile: then all of this is undone, and the next try passes it over. */
    private static void note(Connection connection, String outbox, List<UUID> entries) throws SQLException {
        Rows.batch(
                connection,
                NOTE,
                entries,
                (insert, entry) -> insert.text("outbox", outbox).uuid("entry", entry));
    }

    @Override
    public void reject(List<NewReject> rejects) {
        own.transact("Recording " + rejects.size() + " rejects", connection -> {
            for (NewReject reject : rejects) {
                RejectRows.add(connection, reject);
            }
            return true;
        });
    }

    @Override
    public void forget(String outbox, Collection<UUID> entries) {
        own.transact("Forgetting " + entries.size() + " entries of outbox " + outbox, connection -> {
            FORGET.update(connection, delete -> delete.text("outbox", outbox).uuids("entries", entries));
            return true;
        });
    }

    @Override
    public List<UUID> remembered(String outbox, Duration age, int limit) {
        return own.call("Reading the taken entries of outbox " + outbox, connection -> {
            Instant before = Values.now(connection).minus(age);
            return REMEMBERED.list(
                    connection,
                    select -> select.text("outbox", outbox)
                            .instant("before", before)
                            .number("limit", limit),
                    row -> row.getObject(1, UUID.class));
        });
    }
}
