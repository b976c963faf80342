package io.nightshift.store.h2;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Job by job: first its row is locked, if it is free, then changed. */
final class H2ChunkRows implements ChunkRows {

    private static final String OF_READY = """
             from ready where queue = (select queue from job where id = ?)
            and tenant = (select coalesce(tenant, '') from job where id = ?)
            and priority = (select priority from job where id = ?) and job_id = ?""";

    @Override
    public Map<UUID, String> lockEnded(Connection connection, List<UUID> jobs) throws SQLException {
        Map<UUID, String> ended = new LinkedHashMap<>();
        try (PreparedStatement select =
                connection.prepareStatement("select state from outcome where job_id = ? for update skip locked")) {
            for (UUID job : jobs) {
                select.setObject(1, job);
                try (ResultSet row = select.executeQuery()) {
                    if (row.next()) {
                        ended.put(job, row.getString(1));
                    }
                }
            }
        }
        return ended;
    }

    @Override
    public List<UUID> cancel(Connection connection, List<UUID> jobs) throws SQLException {
        List<UUID> cancelled = new ArrayList<>();
        for (UUID job : jobs) {
            String place = place(connection, job);
            if (place != null) {
                try (PreparedStatement insert = connection.prepareStatement("""
                        insert into outcome (job_id, state, attempt, finished_at)
                        select ?, 'CANCELLED', attempt, current_timestamp""" + from(place))) {
                    insert.setObject(1, job);
                    bind(insert, 2, place, job);
                    insert.executeUpdate();
                }
                delete(connection, place, job);
                Rows.execute(connection, "delete from expiry where job_id = ?", job);
                cancelled.add(job);
            }
        }
        return cancelled;
    }

    @Override
    public List<CancelRequests.Held> lockClaims(Connection connection, List<UUID> jobs) throws SQLException {
        Map<UUID, CancelRequests.Held> locked = new LinkedHashMap<>();
        try (PreparedStatement select = connection.prepareStatement(
                "select id, cancels from claim where array_contains(job_ids, ?) for update skip locked")) {
            for (UUID job : jobs) {
                select.setObject(1, job);
                try (ResultSet row = select.executeQuery()) {
                    if (row.next()) {
                        List<UUID> cancels = Values.uuids(row, 2);
                        locked.computeIfAbsent(
                                        row.getObject(1, UUID.class),
                                        claim -> new CancelRequests.Held(claim, cancels, new ArrayList<>()))
                                .jobs()
                                .add(job);
                    }
                }
            }
        }
        return List.copyOf(locked.values());
    }

    @Override
    public List<UUID> place(Connection connection, List<UUID> jobs, ChunkMove.Place to) throws SQLException {
        List<UUID> moved = new ArrayList<>();
        for (UUID job : jobs) {
            String place = place(connection, job);
            if (place != null) {
                move(connection, place, job, to);
                moved.add(job);
            }
        }
        return moved;
    }

    private static void move(Connection connection, String place, UUID job, ChunkMove.Place to) throws SQLException {
        if (place.equals("ready")) {
            H2Ready.Back back = new H2Ready.Back(job, attempt(connection, job));
            delete(connection, place, job);
            update(connection, job, to);
            H2Ready.put(connection, List.of(back));
            return;
        }
        update(connection, job, to);
        // Here a row is found by its job alone, and nobody writes its queue anywhere before he has locked it.
        Rows.execute(
                connection,
                "update " + place + " set queue = (select queue from job where id = ?) where job_id = ?",
                job,
                job);
    }

    private static void update(Connection connection, UUID job, ChunkMove.Place to) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "update job set queue = coalesce(?, queue), priority = coalesce(?, priority) where id = ?")) {
            update.setString(1, to.queue());
            update.setObject(2, to.priority(), Types.INTEGER);
            update.setObject(3, job);
            update.executeUpdate();
        }
    }

    private static int attempt(Connection connection, UUID job) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select attempt" + OF_READY)) {
            bind(select, 1, "ready", job);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    /** The place where a job waits, its row locked; null if it waits nowhere or the row is locked elsewhere. */
    private static @Nullable String place(Connection connection, UUID job) throws SQLException {
        for (String place : List.of("scheduled", "blocked", "ready")) {
            try (PreparedStatement select =
                    connection.prepareStatement("select attempt" + from(place) + " for update skip locked")) {
                bind(select, 1, place, job);
                try (ResultSet row = select.executeQuery()) {
                    if (row.next()) {
                        return place;
                    }
                }
            }
        }
        return null;
    }

    private static void delete(Connection connection, String place, UUID job) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("delete" + from(place))) {
            bind(delete, 1, place, job);
            delete.executeUpdate();
        }
    }

    private static String from(String place) {
        return place.equals("ready") ? OF_READY : " from " + place + " where job_id = ?";
    }

    private static void bind(PreparedStatement statement, int from, String place, UUID job) throws SQLException {
        for (int i = 0; i < (place.equals("ready") ? 4 : 1); i++) {
            statement.setObject(from + i, job);
        }
    }
}
