package io.nightshift.engine.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightshift.api.bulk.BulkAction;
import io.nightshift.api.bulk.BulkFilter;
import io.nightshift.api.bulk.BulkRequest;
import io.nightshift.api.bulk.BulkTarget;
import io.nightshift.api.client.InvalidJobException;
import io.nightshift.api.job.JobId;
import io.nightshift.api.job.JobRequest;
import io.nightshift.api.job.JobState;
import io.nightshift.engine.fake.MemoryStores;
import io.nightshift.engine.submit.Caller;
import io.nightshift.engine.submit.Submission;
import io.nightshift.engine.submit.Submitted;
import io.nightshift.store.audit.AuditStore;
import io.nightshift.store.port.JobSearch;
import io.nightshift.store.port.JobWalk;
import io.nightshift.store.port.NewJob.Source;
import io.nightshift.store.queue.QueueStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BulkDeskTest {

    private static final BulkFilter NOTHING = new BulkFilter(null, null, null, null, null, null, null, null);
    private static final BulkFilter OF_TYPE = new BulkFilter(null, "a.b", null, null, null, null, null, null);

    private static final Caller ANN = Caller.of("ann", Source.CONSOLE);

    private final JobId job = new JobId(UUID.randomUUID());
    private final List<JobRequest> submitted = new ArrayList<>();
    private final List<String> audit = new ArrayList<>();
    private final List<String> ensured = new ArrayList<>();
    private final MemoryOperations store = new MemoryOperations();
    private JobWalk.Chunk found = new JobWalk.Chunk(List.of(), null);
    private final BulkDesk desk = new BulkDesk(
            MemoryStores.proxy(Submission.class, (method, args) -> {
                submitted.add((JobRequest) args[0]);
                return new Submitted(job, true);
            }),
            new BulkDesk.Shelves(
                    store,
                    (filter, after, before, limit) -> found,
                    MemoryStores.proxy(QueueStore.class, (method, args) -> {
                        ensured.add(args[0].toString());
                        return null;
                    })),
            MemoryStores.proxy(JobSearch.class, (method, args) -> Map.of()),
            MemoryStores.proxy(AuditStore.class, (method, args) -> {
                audit.add(args[0] + " " + args[1] + " " + args[3]);
                return null;
            }),
            8);

    @Test
    void startsAJobThatIsWrittenDown() {
        BulkRequest request = new BulkRequest(
                BulkAction.MOVE,
                new BulkFilter(
                        List.of(JobState.READY, JobState.SCHEDULED),
                        "a.b",
                        "c",
                        "t",
                        "d",
                        "e",
                        Instant.EPOCH,
                        Instant.EPOCH.plusSeconds(1)),
                new BulkTarget("f", 0),
                50,
                1_000L,
                true);

        assertThat(desk.start(request, ANN)).isEqualTo(job);

        assertThat(submitted).extracting(JobRequest::type).containsExactly("jobs.bulk");
        assertThat(submitted).extracting(JobRequest::args).containsExactly(request);
        assertThat(store.find(job).orElseThrow().who()).isEqualTo("ann");
        assertThat(audit)
                .containsExactly(
                        "ann bulk.move jobs that are READY or SCHEDULED, of type a.b, in queue c, of tenant t, tagged d,"
                                + " containing \"e\", submitted from 1970-01-01T00:00:00Z, submitted before"
                                + " 1970-01-01T00:00:01Z; to queue f priority 0; at most 1,000; 50 a second; dry run");
        assertThat(ensured).as("its new queue exists").containsExactly("[f]");
    }

    @Test
    void countsUpToItsLimit() {
        assertThat(desk.count(null, OF_TYPE)).isEqualTo(new Operations.Count(0, false));
        found = new JobWalk.Chunk(List.of(job), job);
        assertThat(desk.count(null, OF_TYPE)).isEqualTo(new Operations.Count(1, true));
        found = new JobWalk.Chunk(Collections.nCopies(10_001, job), job);
        assertThat(desk.count(null, OF_TYPE)).isEqualTo(new Operations.Count(10_000, true));
    }

    @Test
    void refusesWhatMakesNoSense() {
        refused(BulkAction.RETRY, NOTHING, null, "filter: must name at least one");
        refused(
                BulkAction.RETRY,
                new BulkFilter(List.of(JobState.READY), null, null, null, null, null, null, null),
                null,
                "filter.state: has none on which RETRY acts: [DEAD, CANCELLED, EXPIRED]");
        refused(BulkAction.RETRY, OF_TYPE, new BulkTarget("a", null), "to: is for MOVE only");
        refused(BulkAction.MOVE, OF_TYPE, null, "to: must name a queue");
        refused(BulkAction.MOVE, OF_TYPE, new BulkTarget("A b", 10), "to.queue: must be 1 to 100 characters");
        refused(BulkAction.MOVE, OF_TYPE, new BulkTarget("a", 10), "to.priority: must be 0");
        assertThatThrownBy(() -> desk.start(new BulkRequest(BulkAction.CANCEL, OF_TYPE, null, 0, 0L, false), ANN))
                .isInstanceOf(InvalidJobException.class)
                .hasMessageContainingAll("perSecond", "most");
        assertThatThrownBy(() -> desk.count(null, NOTHING)).isInstanceOf(InvalidJobException.class);
        assertThat(submitted).isEmpty();
    }

    private void refused(BulkAction action, BulkFilter filter, @Nullable BulkTarget to, String message) {
        assertThatThrownBy(() -> desk.start(new BulkRequest(action, filter, to, null, null, false), ANN))
                .isInstanceOf(InvalidJobException.class)
                .hasMessageContaining(message);
    }
}
