package io.nightshift.engine.run;

import io.nightshift.api.handler.JobCancelledException;
import io.nightshift.api.handler.JobContext;
import io.nightshift.api.job.JobId;
import io.nightshift.engine.json.StrictJson;
import io.nightshift.engine.outcome.StopReason;
import io.nightshift.store.port.RunStore;
import io.nightshift.store.text.TextRule;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a handler sees of its run. */
final class RunContext implements JobContext {

    private static final int MAX_CHECKPOINT = 64 << 10;

    private final Run run;
    private final RunStore store;
    private final Instant startedAt;

    RunContext(Run run, RunStore store, Instant startedAt) {
        this.run = run;
        this.store = store;
        this.startedAt = startedAt;
    }

    @Override
    public JobId id() {
        return run.job().id();
    }

    @Override
    public String type() {
        return run.job().type();
    }

    @Override
    public int attempt() {
        return run.job().attempt();
    }

    @Override
    public Optional<Instant> deadline() {
        return Optional.ofNullable(run.allowed()).map(startedAt::plus);
    }

    @Override
    public boolean cancelled() {
        return run.stopReason() != StopReason.NONE;
    }

    @Override
    public void checkCancelled() {
        StopReason reason = run.stopReason();
        if (reason != StopReason.NONE) {
            throw new JobCancelledException(
                    switch (reason) {
                        case TIMEOUT ->
                            "The attempt took longer than " + run.job().timeout();
                        case LIMIT -> "The job's time limit is over";
                        case SHUTDOWN -> "The node shuts down";
                        case LOST -> "The claim was lost";
                        default -> "The job was cancelled";
                    });
        }
    }

    @Override
    public void progress(long done, long total, @Nullable String note) {
        if (!run.ended()) {
            run.reports()
                    .progress(
                            Math.max(0, done),
                            Math.max(0, total),
                            note == null ? null : run.hidden().in(note));
        }
    }

    @Override
    public void log(LogLevel level, String message) {
        Objects.requireNonNull(level, "level");
        Objects.requireNonNull(message, "message");
        if (!run.ended()) {
            run.log(level, message);
        }
    }

    @Override
    public Optional<String> checkpoint() {
        return store.checkpoint(id());
    }

    @Override
    public void checkpoint(String state) {
        long bytes = StrictJson.bytes(state);
        if (bytes > MAX_CHECKPOINT) {
            throw new IllegalArgumentException("A checkpoint of job " + id() + " has at most " + MAX_CHECKPOINT
                    + " bytes in UTF-8, this one has " + bytes + "; keep large state elsewhere and its name here");
        }
        if (!TextRule.storable(state)) {
            // It is read back by code that counts on every character: changing one would be worse than refusing it.
            throw new IllegalArgumentException("A checkpoint of job " + id()
                    + " must be text that a database can keep, without NUL and halves of surrogate pairs;"
                    + " encode binary state, for example as Base64");
        }
        boolean lost = run.ended() || run.stopReason() == StopReason.LOST || !store.checkpoint(id(), attempt(), state);
        if (lost) {
            run.stop(StopReason.LOST, false);
            throw new JobCancelledException("The claim was lost: the checkpoint was not stored");
        }
    }
}
