package io.nightshift.bench.inside;

import io.nightshift.api.client.JobClient;
import io.nightshift.api.job.JobRequest;
import io.nightshift.bench.course.Subject;
import io.nightshift.bench.course.Tally;
import io.nightshift.bench.handler.Noop;
import io.nightshift.engine.queue.Queues;
import java.sql.Connection;
import java.sql.PreparedStatement;
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
    private final String type;
    private final String queue;

    /** Takes it over the course with jobs of one type, which has the queue for itself. */
    Inside(JobClient jobs, Queues queues, DataSource database, String type, String queue) {
        this.jobs = jobs;
        this.queues = queues;
        this.database = database;
        this.type = type;
        this.queue = queue;
    }

    @Override
    public void clear() throws SQLException, InterruptedException {
        if (queues.all().stream().noneMatch(known -> known.name().equals(queue))) {
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
        jobs.submitAll(payloads.stream().map(this::request).toList());
    }

    /** Nothing: the tables that matter are never analyzed in operation either. */
    @Override
    public void settle() {}

    @Override
    public void startWorkers() {
        queues.resume(queue, WHO);
    }

    @Override
    public void stopWorkers() throws SQLException, InterruptedException {
        queues.pause(queue, WHO);
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
                PreparedStatement select = connection.prepareStatement("select 1 from claim where queue = ? limit 1")) {
            select.setString(1, queue);
            try (ResultSet claims = select.executeQuery()) {
                return !claims.next();
            }
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

    private JobRequest request(String payload) {
        return JobRequest.of(type, new Noop.Args(payload));
    }
}
