package io.nightshift.web.rest;

import io.nightshift.api.bulk.BulkAction;
import io.nightshift.api.bulk.BulkFilter;
import io.nightshift.api.bulk.BulkReply;
import io.nightshift.api.bulk.BulkRequest;
import io.nightshift.api.bulk.BulkTally;
import io.nightshift.api.job.JobId;
import io.nightshift.api.job.JobState;
import io.nightshift.engine.bulk.Operations;
import io.nightshift.engine.submit.Caller;
import io.nightshift.store.bulk.BulkStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Remembers what was started. */
final class StartedOperations implements Operations {

    final List<String> counted = new ArrayList<>();
    final List<BulkRequest> started = new ArrayList<>();

    @Override
    public Count count(@Nullable BulkAction action, BulkFilter filter) {
        counted.add(action + " " + filter.state() + " " + filter.type());
        return new Count(MOST_COUNTED, true);
    }

    @Override
    public String describe(BulkFilter filter) {
        return filter.toString();
    }

    @Override
    public JobId start(BulkRequest request, Caller caller) {
        started.add(request);
        return Api.KNOWN;
    }

    @Override
    public Optional<Seen> find(JobId job) {
        return job.equals(Api.KNOWN) ? Optional.of(seen()) : Optional.empty();
    }

    @Override
    public List<Seen> page(@Nullable JobId before, int limit) {
        return before == null ? List.of(seen()) : List.of();
    }

    private static Seen seen() {
        return new Seen(
                new BulkStore.Operation(
                        Api.KNOWN,
                        "ada",
                        BulkAction.MOVE,
                        "jobs in queue a; to queue b",
                        false,
                        Instant.EPOCH,
                        null,
                        new BulkTally(3, 2, 1, Map.of(BulkReply.RUNNING, 1L)),
                        null),
                JobState.RUNNING);
    }
}
