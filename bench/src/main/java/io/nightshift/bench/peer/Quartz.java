package io.nightshift.bench.peer;

import com.zaxxer.hikari.HikariDataSource;
import io.nightshift.bench.course.Measure;
import io.nightshift.bench.course.Tally;
import io.nightshift.bench.database.Postgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.impl.jdbcjobstore.JobStoreTX;
import org.quartz.utils.ConnectionProvider;
import org.quartz.utils.DBConnectionManager;

/**
 * Quartz with its JDBC store, clustered, as it must be for more than one node. One durable job, and a trigger with the
 * payload for each run: half the rows of a job each. It deletes what has run.
 */
public final class Quartz extends Embedded {

    private static final int THREADS = 20;
    /** At a few hundred a second more would take minutes. */
    private static final int MOST = 3_000;

    private static final String NAME = "quartz";
    private static final String PAYLOAD = "payload";
    private static final JobDetail NOOP =
            JobBuilder.newJob(Noop.class).withIdentity("noop").storeDurably().build();

    private @Nullable Scheduler scheduler;

    public Quartz(Postgres postgres) {
        super(NAME, postgres, THREADS + 20);
    }

    /** Does nothing but be counted; Quartz makes it. */
    public static final class Noop implements Job {

        @Override
        public void execute(JobExecutionContext context) {
            Tally.started(context.getTrigger().getJobDataMap().getString(PAYLOAD));
        }
    }

    @Override
    public int most(Measure measure) {
        return measure == Measure.LATENCY ? Integer.MAX_VALUE : MOST;
    }

    @Override
    void open(HikariDataSource database) throws Exception {
        executeScript(JobStoreTX.class, "tables_postgres.sql");
        DBConnectionManager.getInstance().addConnectionProvider(NAME, new Connections(database));
        Properties settings = new Properties();
        settings.putAll(Map.of(
                "org.quartz.scheduler.instanceName",
                NAME,
                "org.quartz.scheduler.instanceId",
                "AUTO",
                "org.quartz.scheduler.batchTriggerAcquisitionMaxCount",
                Integer.toString(THREADS),
                "org.quartz.threadPool.threadCount",
                Integer.toString(THREADS),
                "org.quartz.jobStore.class",
                JobStoreTX.class.getName(),
                "org.quartz.jobStore.driverDelegateClass",
                "org.quartz.impl.jdbcjobstore.PostgreSQLDelegate",
                "org.quartz.jobStore.useProperties",
                "true",
                "org.quartz.jobStore.isClustered",
                "true",
                "org.quartz.jobStore.acquireTriggersWithinLock",
                "true",
                "org.quartz.jobStore.dataSource",
                NAME));
        Scheduler opened = new StdSchedulerFactory(settings).getScheduler();
        opened.addJob(NOOP, true);
        scheduler = opened;
    }

    @Override
    public void clear() throws SQLException {
        truncate("qrtz_triggers, qrtz_simple_triggers, qrtz_simprop_triggers, qrtz_cron_triggers, qrtz_blob_triggers,"
                + " qrtz_fired_triggers");
    }

    @Override
    public void submit(String payload) throws SchedulerException {
        opened(scheduler).scheduleJob(trigger(payload));
    }

    @Override
    public void submitAll(List<String> payloads) throws SchedulerException {
        Set<Trigger> triggers = new HashSet<>();
        payloads.forEach(payload -> triggers.add(trigger(payload)));
        opened(scheduler).scheduleJobs(Map.of(NOOP, triggers), true);
    }

    @Override
    public void startWorkers() throws SchedulerException {
        opened(scheduler).start();
    }

    @Override
    public void stopWorkers() throws SchedulerException {
        if (scheduler != null) {
            scheduler.standby();
        }
    }

    @Override
    void shut() throws SchedulerException {
        if (scheduler != null) {
            scheduler.shutdown(true);
        }
    }

    @Override
    public boolean allEnded() throws SQLException {
        return isEmpty("(select 1 from qrtz_triggers limit 1) union all (select 1 from qrtz_fired_triggers limit 1)");
    }

    private static Trigger trigger(String payload) {
        return TriggerBuilder.newTrigger()
                .forJob(NOOP)
                .usingJobData(PAYLOAD, payload)
                .startNow()
                .build();
    }

    /** Lends Quartz the connections of the pool. */
    private record Connections(HikariDataSource pool) implements ConnectionProvider {

        @Override
        public Connection getConnection() throws SQLException {
            return pool.getConnection();
        }

        @Override
        public void shutdown() {
            // The pool is closed by whoever made it.
        }

        @Override
        public void initialize() {
            // It is.
        }
    }
}
