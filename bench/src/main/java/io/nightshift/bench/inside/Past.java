package io.nightshift.bench.inside;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/**
 * Jobs that look as if they had run in the last week, in the shape that the engine leaves them in: ids in the order of
 * time, the outcomes in that of the ids. A few types, one of them rare; every tenth job has a tag, another tenth a tenant;
 * four of a thousand did not succeed, and those that died have three failed attempts.
 */
final class Past {

    private static final String JOBS = """
            insert into job (id, type, queue, priority, args, max_attempts, timeout_ms, tags, tenant, submitter,
                source, submitted_at)
            select cast(lpad(to_hex(ms), 12, '0') || '7' || lpad(to_hex(i %% 4096), 3, '0')
                    || substr('89ab', 1 + cast(i %% 4 as integer), 1) || substr(md5(i::text), 1, 15) as uuid),
                case when i %% 100000 = 7 then 'bench.rare' when i %% 10 < 6 then 'bench.noop'
                    when i %% 10 < 9 then 'invoice.render' else 'mail.send' end,
                case when i %% 10 < 6 then 'bench' when i %% 10 < 9 then 'documents' else 'mail' end, 5,
                '{"payload":"' || repeat('-', 180) || '"}', 3, 300000,
                case when i %% 100000 = 9 then array['tag-rare'] when i %% 10 = 1 then array['tag-' || (i / 10) %% 100] end,
                case when i %% 10 = 2 then 'tenant-' || (i / 10) %% 100 end, 'bench', 'CODE', to_timestamp(ms / 1000.0)
            from (select i, cast(extract(epoch from now() - interval '7 days') * 1000 as bigint)
                    + i * 600000000 / %1$d as ms from generate_series(1::bigint, %1$d) i) numbered""";

    private static final String OUTCOMES = """
            insert into outcome (job_id, state, attempt, started_at, finished_at, node)
            select id, case when luck < 2 then 'DEAD' when luck = 2 then 'CANCELLED' when luck = 3 then 'EXPIRED'
                    else 'SUCCEEDED' end,
                case when luck < 2 then 3 else 1 end, submitted_at + interval '5 milliseconds',
                submitted_at + interval '6 milliseconds', 'bench'
            from (select id, submitted_at, abs(cast(uuid_hash(id) as bigint)) % 1000 as luck from job) thrown""";

    private static final String TAGS =
            "insert into job_tag (tag, job_id) select t, id from job, unnest(tags) t where tags is not null";

    private static final String ATTEMPTS = """
            insert into attempt (job_id, attempt, kind, error_class, message, stack_trace, started_at, finished_at, node)
            select job_id, n, 'FAILED', 'java.io.IOException', 'The printer is on fire', repeat('at some.Place', 100),
                started_at, finished_at, node
            from outcome cross join generate_series(1, 3) n where state = 'DEAD' and state <> 'SUCCEEDED'""";

    private final DataSource database;

    Past(DataSource database) {
        this.database = database;
    }

    /** Whether the tables have a past of this size; {@link Inside#clear} takes it away. */
    boolean reaches(int jobs) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("select 1 from bench_past where jobs = ? limit 1")) {
            select.setInt(1, jobs);
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    /** Fills empty tables; tells how many have succeeded. */
    int fill(int jobs) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (String insert : List.of(JOBS.formatted(jobs), OUTCOMES, TAGS, ATTEMPTS)) {
                statement.execute(insert);
            }
            // What autovacuum would have done in a week.
            statement.execute("vacuum (analyze) job, outcome, job_tag, attempt");
            statement.execute("insert into bench_past values (" + jobs + ")");
            statement.execute("checkpoint");
            try (ResultSet row = statement.executeQuery("select count(*) from outcome where state = 'SUCCEEDED'")) {
                row.next();
                return row.getInt(1);
            }
        }
    }
}
