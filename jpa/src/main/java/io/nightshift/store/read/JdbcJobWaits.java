package io.nightshift.store.read;

import io.nightshift.api.job.JobId;
import io.nightshift.store.claim.TenantRows;
import io.nightshift.store.port.Gate;
import io.nightshift.store.port.JobWaits;
import io.nightshift.store.sql.Transactor;
import io.nightshift.store.sql.Values;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A few short statements. */
public final class JdbcJobWaits implements JobWaits {

    private static final String JOB = """
            select j.queue, j.priority, j.gate, coalesce(g.most, j.gate_most), b.place, r.job_id is not null,
              coalesce(j.tenant, '')
            from job j left join key_gate g on g.name = j.gate left join blocked b on b.job_id = j.id
            left join ready r on r.queue = j.queue and r.tenant = coalesce(j.tenant, '')
              and r.priority = j.priority and r.job_id = j.id where j.id = ?""";

    private static final String HOLDERS = "select job_id from key_holder where gate = ? order by job_id limit " + CAP;

    private static final String AHEAD_FOR_KEY =
            "select count(*) from (select 1 from blocked where gate = ? and place < ? limit " + CAP + ") a";

    private static final String AHEAD_IN_QUEUE =
            "select count(*) from (select 1 from ready where queue = ? and tenant = ?"
                    + " and (priority, job_id) < (?, ?) limit " + CAP + ") a";

    private static final String HELD = """
            select c.job_ids from claim c join node n on n.incarnation = c.incarnation
            where n.lease_until > current_timestamp and c.%s = ? order by c.taken_at limit 1000""";

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
            try (PreparedStatement select = connection.prepareStatement(JOB)) {
                select.setObject(1, id.value());
                try (ResultSet row = select.executeQuery()) {
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
        List<UUID> holders = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(HOLDERS)) {
            select.setString(1, gate.name());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    holders.add(row.getObject(1, UUID.class));
                }
            }
        }
        return jobs(holders);
    }

    private static int aheadForKey(Connection connection, Gate gate, long place) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(AHEAD_FOR_KEY)) {
            select.setString(1, gate.name());
            select.setLong(2, place);
            return number(select);
        }
    }

    private static int aheadInQueue(Connection connection, String queue, String tenant, int priority, UUID job)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(AHEAD_IN_QUEUE)) {
            select.setString(1, queue);
            select.setString(2, tenant);
            select.setInt(3, priority);
            select.setObject(4, job);
            return number(select);
        }
    }

    private static int number(PreparedStatement select) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }

    @Override
    public Jobs heldOfQueue(String queue) {
        return held("queue", queue);
    }

    @Override
    public Jobs heldOfType(String type) {
        return held("type", type);
    }

    private Jobs held(String column, String name) {
        return transactor.call("Reading what runs of " + column + " " + name, connection -> {
            List<UUID> held = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement(HELD.replace("%s", column))) {
                select.setString(1, name);
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        held.addAll(Values.uuids(row, 1));
                    }
                }
            }
            return jobs(held);
        });
    }

    private static Jobs jobs(List<UUID> ids) {
        return new Jobs(ids.size(), ids.stream().limit(NAMED).map(JobId::new).toList());
    }
}
