package io.nightshift.bench.peer;

import com.zaxxer.hikari.HikariDataSource;
import dev.dbos.transact.DBOS;
import dev.dbos.transact.DBOSClient;
import dev.dbos.transact.config.DBOSConfig;
import dev.dbos.transact.workflow.Queue;
import dev.dbos.transact.workflow.Workflow;
import io.nightshift.bench.course.Measure;
import io.nightshift.bench.course.Tally;
import io.nightshift.bench.database.Postgres;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * DBOS Transact: durable workflows, of which one without steps on a queue is its background job. It keeps what has run. Each
 * worker polls its queues; there is nothing that wakes it.
 */
public final class Dbos extends Embedded {

    /** A workflow occupies a thread of its executor, which has so many for each processor on Java 17. */
    private static final int THREADS = 50 * Runtime.getRuntime().availableProcessors();

    /** Taken and not ended: what keeps the threads busy until the next look. */
    private static final int HELD = 5 * THREADS;

    private static final Duration POLL = Duration.ofMillis(50);
    /** At a thousand a second or less more would take minutes. */
    private static final int MOST = 10_000;

    private static final String NAME = "dbos";
    private static final String VERSION = "bench";
    private static final Queue QUEUE =
            new Queue(NAME).withWorkerConcurrency(HELD).withPollingInterval(POLL);
    private static final DBOSClient.EnqueueOptions NOOP =
            new DBOSClient.EnqueueOptions("noop", Handler.class.getName(), NAME).withAppVersion(VERSION);

    private @Nullable HikariDataSource database;
    private @Nullable DBOSClient client;
    private @Nullable DBOS worker;

    public Dbos(Postgres postgres) {
        super(NAME, postgres, THREADS + 20);
    }

    /** What DBOS makes a proxy of. */
    public interface Noop {

        /** Does nothing. */
        void run(String payload);
    }

    /** Does nothing but be counted. */
    public static final class Handler implements Noop {

        @Override
        @Workflow(name = "noop")
        public void run(String payload) {
            Tally.started(payload);
        }
    }

    @Override
    public int most(Measure measure) {
        return MOST;
    }

    /** The worker's first start makes the tables. */
    @Override
    void open(HikariDataSource opened) {
        database = opened;
        client = new DBOSClient(opened);
        startWorkers();
        stopWorkers();
    }

    @Override
    void shut() {
        if (client != null) {
            client.close();
        }
    }

    @Override
    public void clear() throws SQLException {
        truncate("dbos.workflow_status cascade");
    }

    @Override
    public void submit(String payload) {
        opened(client).enqueueWorkflow(NOOP, new Object[] {payload});
    }

    /** It has no call for several. */
    @Override
    public void submitAll(List<String> payloads) {
        payloads.forEach(this::submit);
    }

    @Override
    public void startWorkers() {
        DBOS started = new DBOS(DBOSConfig.defaults(NAME)
                .withDataSource(opened(database))
                .withAppVersion(VERSION)
                .disableAdminServer());
        started.registerQueue(QUEUE);
        started.registerProxy(Noop.class, new Handler());
        started.launch();
        worker = started;
    }

    @Override
    public void stopWorkers() {
        if (worker != null) {
            worker.shutdown();
            worker = null;
        }
    }

    @Override
    public boolean allEnded() throws SQLException {
        return isEmpty("select 1 from dbos.workflow_status where status in ('ENQUEUED', 'PENDING') limit 1");
    }

    @Override
    public void requireSucceeded(int jobs) throws SQLException {
        requireCount("select count(*) from dbos.workflow_status where status = 'SUCCESS'", jobs);
    }
}
