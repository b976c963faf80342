package io.nightshift.store.read;

import io.nightshift.api.job.JobId;
import io.nightshift.store.claim.TenantRows;
import io.nightshift.store.port.Gate;
import io.nightshift.store.port.JobWaits;
import io.nightshift.store.sql.Bound;
import io.nightshift.store.sql.Sql;
import io.nightshift.store.sql.SqlFile;
import io.nightshift.store.sql.Transactor;
import io.nightshift.store.sql.Values;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A few short statements. */
public final class JdbcJobWaits implements JobWaits {

    private static final SqlFile FILE = SqlFile.of(JdbcJobWaits.class);
    private static final Sql JOB = FILE.statement("job", "job");
    private static final Sql HOLDERS = FILE.statement("holders", "gate", "cap");
    private static final Sql AHEAD_FOR_KEY = FILE.statement("ahead-for-key", "gate", "place", "cap");
    private static final Sql AHEAD_IN_QUEUE =
            FILE.statement("ahead-in-queue", "queue", "tenant", "priority", "job", "cap");
    private static final Sql HELD_OF_QUEUE = FILE.statement("held-of-queue", "name");
    private static final Sql HELD_OF_TYPE = FILE.statement("held-of-type", "name");

    private final Transactor transactor;
    private final TenantRows tenants;

    /** Uses a database. */
    public JdbcJobWaits(Transactor transactor, TenantRows tenants) {
        this.transactor = transactor;
        this.tenants = tenants;
    }

    @Override
    public Optional<Wait> find(JobId id) {
        return transactor.call("Reading what job " + id + " waits for", connection -> {
            try (Bound select = JOB.on(connection)) {
                select.uuid("job", id.value());
                try (ResultSet row = select.query()) {
                    return row.next() ? Optional.of(wait(connection, id.value(), row)) : Optional.<Wait>empty();
                }
            }
        });
    }

    private Wait wait(Connection connection, UUID job, ResultSet row) throws SQLException {
        String queue = row.getString(1);
        int priority = row.getInt(2);
        String name = row.getString(3);
        Gate gate = name == null ? null : new Gate(name, row.getInt(4));
        long place = row.getLong(5);
        boolean blocked = !row.wasNull();
        boolean ready = row.getBoolean(6);
        String tenant = row.getString(7);
        return new Wait(
                gate,
                blocked,
                gate == null ? new Jobs(0, List.of()) : holders(connection, gate),
                gate == null || !blocked ? 0 : aheadForKey(connection, gate, place),
                ready ? aheadInQueue(connection, queue, tenant, priority, job) : 0,
                ready ? tenants.names(connection, queue, null, CAP).size() : 0);
    }

    private static Jobs holders(Connection connection, Gate gate) throws SQLException {
        return jobs(HOLDERS.list(
                connection,
                select -> select.text("gate", gate.name()).number("cap", CAP),
                row -> row.getObject(1, UUID.class)));
    }

    private static int aheadForKey(Connection connection, Gate gate, long place) throws SQLException {
        return AHEAD_FOR_KEY.count(
                connection,
                select ->
                        select.text("gate", gate.name()).number("place", place).number("cap", CAP));
    }

    private static int aheadInQueue(Connection connection, String queue, String tenant, int priority, UUID job)
            throws SQLException {
        return AHEAD_IN_QUEUE.count(
                connection,
                select -> select.text("queue", queue)
                        .text("tenant", tenant)
                        .number("priority", priority)
                        .uuid("job", job)
                        .number("cap", CAP));
    }

    @Override
    public Jobs heldOfQueue(String queue) {
        return held("queue " + queue, HELD_OF_QUEUE, queue);
    }

    @Override
    public Jobs heldOfType(String type) {
        return held("type " + type, HELD_OF_TYPE, type);
    }

    private Jobs held(String what, Sql sql, String name) {
        return transactor.call("Reading what runs of " + what, connection -> {
            List<UUID> held = new ArrayList<>();
            sql.list(connection, select -> select.text("name", name), row -> Values.uuids(row, 1))
                    .forEach(held::addAll);
            return jobs(held);
        });
    }

    private static Jobs jobs(List<UUID> ids) {
        return new Jobs(ids.size(), ids.stream().limit(NAMED).map(JobId::new).toList());
    }
}
