package io.nightshift.jobs;

import io.nightshift.api.handler.JobCancelledException;
import io.nightshift.api.handler.JobContext;
import io.nightshift.api.job.JobId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A job's run without an engine. Several attempts of one job share it, as they share the stored checkpoint. */
public final class FakeContext implements JobContext {

    public final List<String> logged = new ArrayList<>();
    public final List<Long> reported = new ArrayList<>();
    public final List<String> checkpoints = new ArrayList<>();
    private final JobId id = new JobId(UUID.randomUUID());
    private int checksUntilCancelled = Integer.MAX_VALUE;
    private int checkpointsUntilCrash = Integer.MAX_VALUE;
    private @Nullable String checkpoint;
    private @Nullable CheckpointStore store;

    /** Where checkpoints go instead of memory. */
    public interface CheckpointStore {
        void save(JobId id, String state);

        Optional<String> load(JobId id);
    }

    public FakeContext storingIn(CheckpointStore newStore) {
        store = newStore;
        return this;
    }

    public FakeContext cancelAfterChecks(int checks) {
        checksUntilCancelled = checks;
        return this;
    }

    /** The attempt dies instead of storing the checkpoint behind so many others. */
    public FakeContext crashAfterCheckpoints(int number) {
        checkpointsUntilCrash = number;
        return this;
    }

    @Override
    public JobId id() {
        return id;
    }

    @Override
    public String type() {
        return "test";
    }

    @Override
    public int attempt() {
        return 1;
    }

    @Override
    public Optional<Instant> deadline() {
        return Optional.empty();
    }

    @Override
    public boolean cancelled() {
        return checksUntilCancelled <= 0;
    }

    @Override
    public void checkCancelled() {
        if (--checksUntilCancelled <= 0) {
            throw new JobCancelledException("cancelled by the test");
        }
    }

    @Override
    public void progress(long done, long total, @Nullable String note) {
        reported.add(done);
    }

    @Override
    public void log(LogLevel level, String message) {
        logged.add(message);
    }

    @Override
    public Optional<String> checkpoint() {
        return store != null ? store.load(id) : Optional.ofNullable(checkpoint);
    }

    @Override
    public void checkpoint(String state) {
        if (--checkpointsUntilCrash < 0) {
            checkpointsUntilCrash = Integer.MAX_VALUE;
            throw new Crash();
        }
        checkpoints.add(state);
        if (store != null) {
            store.save(id, state);
        } else {
            checkpoint = state;
        }
    }

    /** Stands for the end of the JVM. */
    public static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
