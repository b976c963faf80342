package io.nightshift.engine.bulk;

import io.nightshift.api.bulk.BulkAction;
import io.nightshift.api.bulk.BulkReply;
import io.nightshift.api.bulk.BulkTally;
import io.nightshift.api.job.JobId;
import io.nightshift.store.bulk.BulkStore;
import io.nightshift.store.port.ChunkMove;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Operations without a database; every job of a chunk is DONE. */
final class MemoryOperations implements BulkStore {

    final List<JobId> moved = new ArrayList<>();
    final List<ChunkMove> moves = new ArrayList<>();
    Set<String> queues = Set.of();
    private final Map<JobId, Operation> operations = new HashMap<>();

    @Override
    public void start(JobId job, String who, BulkAction action, String what, boolean dryRun) {
        operations.put(job, new Operation(job, who, action, what, dryRun, Instant.EPOCH, null, BulkTally.NONE, null));
    }

    @Override
    public Optional<Operation> find(JobId job) {
        return Optional.ofNullable(operations.get(job));
    }

    @Override
    public List<Operation> page(@Nullable JobId before, int limit) {
        return List.copyOf(operations.values());
    }

    @Override
    public Stepped step(JobId job, @Nullable JobId from, @Nullable JobId to, List<JobId> jobs, ChunkMove move) {
        moved.addAll(jobs);
        moves.add(move);
        return new Stepped(mark(job, to, Map.of(BulkReply.DONE, (long) jobs.size()), null), queues);
    }

    @Override
    public Stepped pretend(JobId job, @Nullable JobId from, @Nullable JobId to, Map<BulkReply, Long> replies) {
        return new Stepped(mark(job, to, replies, null), Set.of());
    }

    @Override
    public boolean end(JobId job) {
        mark(job, null, Map.of(), Instant.EPOCH);
        return true;
    }

    private BulkTally mark(JobId job, @Nullable JobId to, Map<BulkReply, Long> replies, @Nullable Instant end) {
        Operation before = Objects.requireNonNull(operations.get(job));
        BulkTally tally = before.tally().plus(BulkTally.of(replies));
        operations.put(
                job,
                new Operation(
                        job,
                        before.who(),
                        before.action(),
                        before.what(),
                        before.dryRun(),
                        before.startedAt(),
                        to == null ? before.walkedTo() : to,
                        tally,
                        end));
        return tally;
    }
}
