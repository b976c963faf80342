package io.nightshift.bench.peer;

import com.zaxxer.hikari.HikariDataSource;
import io.nightshift.bench.course.Tally;
import io.nightshift.bench.database.Postgres;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jobrunr.jobs.lambdas.JobRequest;
import org.jobrunr.jobs.lambdas.JobRequestHandler;
import org.jobrunr.jobs.mappers.JobMapper;
import org.jobrunr.scheduling.JobRequestScheduler;
import org.jobrunr.server.BackgroundJobServer;
import org.jobrunr.server.BackgroundJobServerConfiguration;
import org.jobrunr.storage.sql.postgres.PostgresStorageProvider;
import org.jobrunr.utils.mapper.JsonMapper;
import org.jobrunr.utils.mapper.jackson.JacksonJsonMapper;
import org.jspecify.annotations.Nullable;

/** JobRunr, the open edition. It keeps what has run, and looks for work every five seconds, the least it allows. */
public final class JobRunr extends Embedded {

    private static final int WORKERS = 32;
    private static final Duration POLL = Duration.ofSeconds(5);

    private final JsonMapper json = new JacksonJsonMapper();
    private @Nullable PostgresStorageProvider storage;
    private @Nullable JobRequestScheduler scheduler;
    private @Nullable BackgroundJobServer worker;

    public JobRunr(Postgres postgres) {
        super("jobrunr", postgres, WORKERS + 20);
    }

    /** What JobRunr stores: the payload, and the name of its handler. */
    public record Noop(String payload) implements JobRequest {

        @Override
        public Class<Handler> getJobRequestHandler() {
            return Handler.class;
        }
    }

    /** Does nothing but be counted; JobRunr makes it. */
    public static final class Handler implements JobRequestHandler<Noop> {

        @Override
        public void run(Noop request) {
            Tally.started(request.payload());
        }
    }

    @Override
    void open(HikariDataSource database) {
        PostgresStorageProvider opened = new PostgresStorageProvider(database);
        opened.setJobMapper(new JobMapper(json));
        storage = opened;
        scheduler = new JobRequestScheduler(opened);
    }

    @Override
    public void clear() throws SQLException {
        truncate("jobrunr_jobs");
    }

    @Override
    public void submit(String payload) {
        opened(scheduler).enqueue(new Noop(payload));
    }

    @Override
    public void submitAll(List<String> payloads) {
        opened(scheduler).enqueue(payloads.stream().map(Noop::new));
    }

    @Override
    public void startWorkers() {
        BackgroundJobServer started = new BackgroundJobServer(
                opened(storage),
                json,
                null,
                BackgroundJobServerConfiguration.usingStandardBackgroundJobServerConfiguration()
                        .andPollInterval(POLL)
                        .andWorkerCount(WORKERS));
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
        return isEmpty("select 1 from jobrunr_jobs where state in ('ENQUEUED', 'PROCESSING') limit 1");
    }

    @Override
    public void requireSucceeded(int jobs) throws SQLException {
        requireCount("select count(*) from jobrunr_jobs where state = 'SUCCEEDED'", jobs);
    }
}
