package io.nightshift.bench.peer;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.zaxxer.hikari.HikariDataSource;
import io.nightshift.bench.course.Tally;
import io.nightshift.bench.database.Postgres;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** db-scheduler with lock-and-fetch, its strategy for high throughput. It deletes what has run. */
public final class DbScheduler extends Embedded {

    private static final int THREADS = 50;
    /** What its documentation gives for high throughput: fetch at one batch left, hold four. */
    private static final double LOWER = 1.0;

    private static final double UPPER = 4.0;

    /** Its table for PostgreSQL, with the two indexes it asks for when no task has a priority. */
    private static final String TABLE = """
            create table scheduled_tasks (task_name text not null, task_instance text not null, task_data bytea,
                execution_time timestamptz not null, picked boolean not null, picked_by text, last_success timestamptz,
                last_failure timestamptz, consecutive_failures int, last_heartbeat timestamptz, version bigint not null,
                priority smallint, primary key (task_name, task_instance));
            create index on scheduled_tasks (execution_time);
            create index on scheduled_tasks (last_heartbeat)""";

    private final OneTimeTask<String> task =
            Tasks.oneTime("noop", String.class).execute((instance, context) -> Tally.started(instance.getData()));

    private @Nullable HikariDataSource database;
    private @Nullable SchedulerClient client;
    private @Nullable Scheduler worker;

    public DbScheduler(Postgres postgres) {
        super("db-scheduler", postgres, THREADS + 20);
    }

    @Override
    void open(HikariDataSource opened) throws Exception {
        database = opened;
        execute(TABLE);
        client = SchedulerClient.Builder.create(opened, task).build();
    }

    @Override
    public void clear() throws SQLException {
        truncate("scheduled_tasks");
    }

    @Override
    public void submit(String payload) {
        // With a worker in the same JVM its own client hints at the new job; so an application would have it.
        SchedulerClient submitter = worker == null ? opened(client) : worker;
        submitter.schedule(instance(payload), Instant.now());
    }

    @Override
    public void submitAll(List<String> payloads) {
        List<TaskInstance<?>> instances = new ArrayList<>(payloads.size());
        payloads.forEach(payload -> instances.add(instance(payload)));
        opened(client).scheduleBatch(instances, Instant.now());
    }

    @Override
    public void startWorkers() {
        Scheduler started = Scheduler.create(opened(database), task)
                .threads(THREADS)
                .pollingInterval(Duration.ofMillis(50))
                .pollUsingLockAndFetch(LOWER, UPPER)
                .enableImmediateExecution()
                .build();
        started.start();
        worker = started;
    }

    @Override
    public void stopWorkers() {
        if (worker != null) {
            worker.stop();
            worker = null;
        }
    }

    @Override
    public boolean allEnded() throws SQLException {
        return isEmpty("select 1 from scheduled_tasks limit 1");
    }

    private TaskInstance<String> instance(String payload) {
        return task.instance(UUID.randomUUID().toString(), payload);
    }
}
