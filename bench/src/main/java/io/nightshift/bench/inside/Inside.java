package io.nightshift.bench.inside;

import io.nightshift.api.client.JobClient;
import io.nightshift.api.job.JobRequest;
import io.nightshift.bench.course.Subject;
import io.nightshift.bench.course.Tally;
import io.nightshift.bench.handler.Noop;
import io.nightshift.engine.queue.Queues;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/** Nightshift on the course: its workers are off while the queue is paused. */
final class Inside implements Subject {

    private static final String WHO = "bench";
    private static final long LOOK_MILLIS = 20;
    /** A lane that is busy with a claim at the moment of the pause gives it back within this time. */
    private static final long PAUSE_MILLIS = 200;

    private final JobClient jobs;
    private final Queues queues;
    private final DataSource database;

    Inside(JobClient jobs, Queues queues, DataSource database) {
        this.jobs = jobs;
        this.queues = queues;
        this.database = database;
    }

    @Override
    public void clear() throws SQLException, InterruptedException {
        if (queues.all().stream().noneMatch(queue -> queue.name().equals(Noop.QUEUE))) {
            // The first job of a queue makes the queue.
            submit(Tally.payload());
        }
        stopWorkers();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists bench_bare (id uuid primary key, type text, payload text)");
            statement.execute("create table if not exists bench_past (jobs integer)");
            statement.execute("truncate job, outcome, ready, claim, job_tag, attempt, bench_bare, bench_past");
            statement.execute("checkpoint");
        }
    }

    @Override
    public void submit(String payload) {
        jobs.submit(request(payload));
    }

    @Override
    public void submitAll(List<String> payloads) {
        jobs.submitAll(payloads.stream().map(Inside::request).toList());
    }

    /** Nothing: the tables that matter are never analyzed in operation either. */
    @Override
    public void settle() {}

    @Override
    public void startWorkers() {
        queues.resume(Noop.QUEUE, WHO);
    }

    @Override
    public void stopWorkers() throws SQLException, InterruptedException {
        queues.pause(Noop.QUEUE, WHO);
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        while (!allEnded()) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    @Override
    public int age(int past) throws SQLException {
        return new Past(database).fill(past);
    }

    /** A job that started lies in a claim until its outcome is written, in one transaction with the claim's end. */
    @Override
    public boolean allEnded() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet claims = statement.executeQuery("select 1 from claim where queue = 'bench' limit 1")) {
            return !claims.next();
        }
    }

    @Override
    public void requireSucceeded(int expected) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from outcome where state = 'SUCCEEDED'")) {
            row.next();
            if (row.getLong(1) != expected) {
                throw new IllegalStateException(expected + " jobs ran, " + row.getLong(1) + " have an outcome");
            }
        }
    }

    private static JobRequest request(String payload) {
        return JobRequest.of(Noop.TYPE, new Noop.Args(payload));
    }
}
