package io.nightshift.store.outbox;

import io.nightshift.api.job.JobId;
import io.nightshift.store.ingress.RejectRows;
import io.nightshift.store.ingress.RejectStore.NewReject;
import io.nightshift.store.port.Inserted;
import io.nightshift.store.port.NewJob;
import io.nightshift.store.sql.Rows;
import io.nightshift.store.sql.Transactor;
import io.nightshift.store.sql.Values;
import io.nightshift.store.submit.Insertion;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
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
        Set<UUID> known = new HashSet<>();
        try (PreparedStatement select =
                connection.prepareStatement("select entry_id from outbox_move where entry_id = any(?)")) {
            Values.uuids(select, 1, jobs.stream().map(job -> job.id().value()).toList());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    known.add(row.getObject(1, UUID.class));
                }
            }
        }
        return known;
    }

    /** Fails if another mover noted one of them meanwhile: then all of this is undone, and the next try passes it over. */
    private static void note(Connection connection, String outbox, List<UUID> entries) throws SQLException {
        if (entries.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into outbox_move (outbox, entry_id, moved_at) values (?, ?, current_timestamp)")) {
            for (UUID entry : entries) {
                insert.setString(1, outbox);
                insert.setObject(2, entry);
                insert.addBatch();
            }
            insert.executeBatch();
        }
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
            Rows.each(
                    connection,
                    "delete from outbox_move where outbox = ? and entry_id = any(?)",
                    List.of(entries),
                    (statement, all) -> {
                        statement.setString(1, outbox);
                        Values.uuids(statement, 2, all);
                    });
            return true;
        });
    }

    @Override
    public List<UUID> remembered(String outbox, Duration age, int limit) {
        return own.call("Reading the taken entries of outbox " + outbox, connection -> {
            List<UUID> found = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement("select entry_id from outbox_move"
                    + " where outbox = ? and moved_at < ? order by entry_id fetch first " + limit + " rows only")) {
                select.setString(1, outbox);
                Values.instant(select, 2, Values.now(connection).minus(age));
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        found.add(row.getObject(1, UUID.class));
                    }
                }
            }
            return found;
        });
    }
}
