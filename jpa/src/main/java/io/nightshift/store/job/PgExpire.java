package io.nightshift.store.job;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** One statement. */
final class PgExpire implements Expire {

    private static final String SQL = """
            with e as materialized (
              delete from expiry where job_id = any(array(
                select job_id from expiry where start_before <= statement_timestamp() order by start_before limit ?
                for update skip locked))
              returning job_id),
            s as (delete from scheduled p using e where p.job_id = e.job_id and p.attempt = 1 returning p.job_id),
            b as (delete from blocked p using e where p.job_id = e.job_id and p.attempt = 1 returning p.job_id),
            r as (
              delete from ready p using e join job j on j.id = e.job_id
              where p.queue = j.queue and p.tenant = coalesce(j.tenant, '') and p.priority = j.priority and p.job_id = e.job_id and p.attempt = 1
              returning p.job_id),
            o as (
              insert into outcome (job_id, state, attempt, finished_at)
              select job_id, 'EXPIRED', 1, statement_timestamp()
              from (select job_id from s union all select job_id from b union all select job_id from r) a
              returning job_id)
            select job_id from o""";

    @Override
    public List<UUID> expire(Connection connection, int limit) throws SQLException {
        try (PreparedStatement expire = connection.prepareStatement(SQL)) {
            expire.setInt(1, limit);
            try (ResultSet row = expire.executeQuery()) {
                List<UUID> ended = new ArrayList<>();
                while (row.next()) {
                    ended.add(row.getObject(1, UUID.class));
                }
                return ended;
            }
        }
    }
}
