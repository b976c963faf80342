package io.nightshift.bench.peer;

import com.zaxxer.hikari.HikariDataSource;
import io.nightshift.bench.course.Measure;
import io.nightshift.bench.course.Tally;
import io.nightshift.bench.database.Postgres;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * No system, but what is left when everything is taken away that a system is made of: the rows of a job and its two moves, in
 * the fewest and largest statements, with the same promise that what has run is on disk. No types, queues, priorities,
 * retries, limits, leases. Who needs a durable row for each job and keeps it cannot be faster on this machine, as far as we
 * know.
 */
public final class Limit extends Embedded {

    /** More wait for the processors, which two keep busy; fewer wait for the disk. */
    private static final int LANES = 2;

    private static final int BATCH = 500;
    private static final UUID FIRST = new UUID(0, 0);

    /** Keys that grow, as those of every system that has thought about its indexes. Nothing but the key is indexed. */
    private static final String TABLES = """
            create table job (id uuid primary key, args text not null, submitted_at timestamptz not null);
            create table ready (id uuid primary key);
            create table claim (id uuid primary key, jobs uuid[] not null);
            create table outcome (id uuid primary key, state text not null, started_at timestamptz not null,
                finished_at timestamptz not null)""";

    private static final String INSERT = """
            with n as (insert into job (id, args, submitted_at)
                select id, args, statement_timestamp() from unnest(?::uuid[], ?::text[]) u(id, args) returning id)
            insert into ready (id) select id from n""";

    /** A claim that a crash takes back leaves its jobs ready: it need not wait for the disk. */
    private static final String CLAIM = """
            with d as (delete from ready where ctid = any(array(
                select ctid from ready where id > ? order by id limit ? for update skip locked)) returning id),
            c as (insert into claim (id, jobs) select ?, array_agg(id order by id) from d
                having count(*) > 0 and set_config('synchronous_commit', 'off', true) is not null)
            select j.id, j.args from d join job j on j.id = d.id order by j.id""";

    private static final String FINISH = """
            with x as (delete from claim where id = ? returning jobs)
            insert into outcome (id, state, started_at, finished_at)
            select unnest(jobs), 'SUCCEEDED', statement_timestamp(), statement_timestamp() from x""";

    private final AtomicLong ids = new AtomicLong();
    private @Nullable HikariDataSource database;
    private @Nullable ExecutorService lanes;
    private List<Future<?>> working = List.of();
    private volatile boolean stopped;

    public Limit(Postgres postgres) {
        super("limit", postgres, 20);
    }

    /** The others say nothing beside a system: many submitters would have to be brought together as a system does. */
    @Override
    public Set<Measure> measures() {
        return EnumSet.of(Measure.DRAIN, Measure.BULK, Measure.SUBMIT1);
    }

    @Override
    void open(HikariDataSource opened) throws SQLException {
        database = opened;
        lanes = Executors.newFixedThreadPool(LANES);
        execute(TABLES);
    }

    @Override
    void shut() {
        if (lanes != null) {
            lanes.shutdownNow();
        }
    }

    @Override
    public void clear() throws SQLException {
        truncate("job, ready, claim, outcome");
    }

    @Override
    public void submit(String payload) throws SQLException {
        submitAll(List.of(payload));
    }

    @Override
    public void submitAll(List<String> payloads) throws SQLException {
        UUID[] keys = new UUID[payloads.size()];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = key();
        }
        try (Connection connection = opened(database).getConnection();
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setArray(1, connection.createArrayOf("uuid", keys));
            insert.setArray(2, connection.createArrayOf("text", payloads.toArray()));
            insert.executeUpdate();
        }
    }

    @Override
    public void startWorkers() {
        stopped = false;
        List<Future<?>> started = new ArrayList<>();
        for (int i = 0; i < LANES; i++) {
            started.add(opened(lanes).submit(this::lane));
        }
        working = started;
    }

    @Override
    public void stopWorkers() throws Exception {
        stopped = true;
        for (Future<?> one : working) {
            one.get();
        }
        working = List.of();
    }

    @Override
    public boolean allEnded() throws SQLException {
        return isEmpty("(select 1 from ready limit 1) union all (select 1 from claim limit 1)");
    }

    @Override
    public void requireSucceeded(int jobs) throws SQLException {
        requireCount("select count(*) from outcome where state = 'SUCCEEDED'", jobs);
    }

    /** Claims above what it took last, so that no dead entry of the index is walked twice. */
    private @Nullable Void lane() throws SQLException {
        try (Connection connection = opened(database).getConnection();
                PreparedStatement claim = connection.prepareStatement(CLAIM);
                PreparedStatement finish = connection.prepareStatement(FINISH)) {
            UUID last = FIRST;
            while (!stopped) {
                UUID id = key();
                UUID highest = claim(claim, id, last);
                if (highest == null) {
                    last = FIRST;
                    Thread.onSpinWait();
                } else {
                    last = highest;
                    finish.setObject(1, id);
                    finish.executeUpdate();
                }
            }
        }
        return null;
    }

    /** Runs what it took; answers the highest key, null if it took nothing. */
    private static @Nullable UUID claim(PreparedStatement claim, UUID id, UUID last) throws SQLException {
        claim.setObject(1, last);
        claim.setInt(2, BATCH);
        claim.setObject(3, id);
        UUID highest = null;
        try (ResultSet row = claim.executeQuery()) {
            while (row.next()) {
                highest = row.getObject(1, UUID.class);
                Tally.started(row.getString(2));
            }
        }
        return highest;
    }

    private UUID key() {
        return new UUID(ids.incrementAndGet(), 0);
    }
}
