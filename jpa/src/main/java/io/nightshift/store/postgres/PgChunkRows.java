package io.nightshift.store.postgres;

import io.nightshift.store.port.ChunkMove;
import io.nightshift.store.sql.Rows;
import io.nightshift.store.sql.Values;
import io.nightshift.store.steer.CancelRequests;
import io.nightshift.store.steer.ChunkRows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** One statement per place. */
final class PgChunkRows implements ChunkRows {

    private static final String FROM_SCHEDULED = """
            with d as (
              delete from scheduled where job_id = any(array(
                select job_id from scheduled where job_id = any(?) for update skip locked))
              returning job_id, due, attempt),
            """;

    private static final String FROM_BLOCKED = """
            with d as (
              delete from blocked where job_id = any(array(
                select job_id from blocked where job_id = any(?) for update skip locked))
              returning job_id, queue, attempt, gate, place),
            """;

    /** Job and place are read by one snapshot, and each job finds its place by the primary key. */
    private static final String FROM_READY = """
            with d as (
              delete from ready where ctid = any(array(
                select r.at from job j cross join lateral (
                  select ctid as at from ready
                  where queue = j.queue and tenant = coalesce(j.tenant, '') and priority = j.priority and job_id = j.id
                  for update skip locked) r
                where j.id = any(?)))
              returning job_id, attempt),
            """;

    private static final String CANCELLED = """
            o as (
              insert into outcome (job_id, state, attempt, finished_at)
              select job_id, 'CANCELLED', attempt, statement_timestamp() from d)
            select job_id from d""";

    /**
     * Whoever lets a job expire takes this row first and then the place. He must not have seen it before the move and take it
     * after: he would take it away and find the place gone.
     */
    private static final String DEADLINES = """
            with d as (
              delete from expiry where job_id = any(array(
                select job_id from expiry where job_id = any(?) for update skip locked))
              returning job_id, start_before, end_before, look_at)
            insert into expiry (job_id, start_before, end_before, look_at)
            select job_id, start_before, end_before, look_at from d""";

    private static final String PLACED = """
            j as (
              update job set queue = coalesce(?, job.queue), priority = coalesce(?::smallint, job.priority)
              from d where job.id = d.job_id returning job.id, job.queue, coalesce(job.tenant, '') as tenant, job.priority,
                job.type)
            """;

    private static final String TO_SCHEDULED = PLACED + """
            insert into scheduled (job_id, queue, due, attempt)
            select d.job_id, j.queue, d.due, d.attempt from d join j on j.id = d.job_id returning job_id""";

    private static final String TO_BLOCKED = PLACED + """
            insert into blocked (job_id, queue, attempt, gate, place)
            select d.job_id, j.queue, d.attempt, d.gate, d.place from d join j on j.id = d.job_id returning job_id""";

    private static final String TO_READY = PLACED + """
            insert into ready (queue, tenant, priority, job_id, attempt, type)
            select j.queue, j.tenant, j.priority, d.job_id, d.attempt, j.type from d join j on j.id = d.job_id returning job_id""";

    @Override
    public Map<UUID, String> lockEnded(Connection connection, List<UUID> jobs) throws SQLException {
        Map<UUID, String> ended = new LinkedHashMap<>();
        try (PreparedStatement select = connection.prepareStatement(
                "select job_id, state from outcome where job_id = any(?) order by job_id for update skip locked")) {
            Values.uuids(select, 1, jobs);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    ended.put(row.getObject(1, UUID.class), row.getString(2));
                }
            }
        }
        return ended;
    }

    @Override
    public List<UUID> cancel(Connection connection, List<UUID> jobs) throws SQLException {
        List<UUID> cancelled = new ArrayList<>();
        for (String from : List.of(FROM_SCHEDULED, FROM_BLOCKED, FROM_READY)) {
            try (PreparedStatement cancel = connection.prepareStatement(from + CANCELLED)) {
                Values.uuids(cancel, 1, jobs);
                collect(cancel, cancelled);
            }
        }
        // One that came after the deadlines were locked goes when it has passed.
        Rows.execute(connection, """
                delete from expiry where job_id = any(array(
                  select job_id from expiry where job_id = any(?) for update skip locked))""", cancelled);
        return cancelled;
    }

    @Override
    public List<CancelRequests.Held> lockClaims(Connection connection, List<UUID> jobs) throws SQLException {
        List<CancelRequests.Held> locked = new ArrayList<>();
        if (jobs.isEmpty()) {
            return locked;
        }
        Set<UUID> wanted = new HashSet<>(jobs);
        try (PreparedStatement select = connection.prepareStatement(
                "select id, job_ids, cancels from claim where job_ids && ? order by id for update skip locked")) {
            Values.uuids(select, 1, jobs);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    List<UUID> held = Values.uuids(row, 2);
                    held.retainAll(wanted);
                    locked.add(new CancelRequests.Held(row.getObject(1, UUID.class), Values.uuids(row, 3), held));
                }
            }
        }
        return locked;
    }

    @Override
    public List<UUID> place(Connection connection, List<UUID> jobs, ChunkMove.Place place) throws SQLException {
        try (PreparedStatement renew = connection.prepareStatement(DEADLINES)) {
            Values.uuids(renew, 1, jobs);
            renew.executeUpdate();
        }
        List<UUID> moved = new ArrayList<>();
        for (String move : List.of(FROM_SCHEDULED + TO_SCHEDULED, FROM_BLOCKED + TO_BLOCKED, FROM_READY + TO_READY)) {
            try (PreparedStatement statement = connection.prepareStatement(move)) {
                Values.uuids(statement, 1, jobs);
                statement.setString(2, place.queue());
                statement.setObject(3, place.priority(), Types.INTEGER);
                collect(statement, moved);
            }
        }
        return moved;
    }

    private static void collect(PreparedStatement statement, List<UUID> jobs) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                jobs.add(row.getObject(1, UUID.class));
            }
        }
    }
}
