package io.nightshift.engine.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightshift.api.bulk.BulkAction;
import io.nightshift.api.bulk.BulkFilter;
import io.nightshift.api.bulk.BulkReply;
import io.nightshift.api.bulk.BulkRequest;
import io.nightshift.api.bulk.BulkStep;
import io.nightshift.api.bulk.BulkTally;
import io.nightshift.api.bulk.BulkTarget;
import io.nightshift.api.job.JobId;
import io.nightshift.api.job.JobState;
import io.nightshift.engine.fake.MemoryStores;
import io.nightshift.store.audit.AuditStore;
import io.nightshift.store.port.ChunkMove;
import io.nightshift.store.port.JobSearch;
import io.nightshift.store.port.JobSearch.Row;
import io.nightshift.store.port.JobWalk;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StoreBulkTest {

    private final JobId operation = id(100);
    private final MemoryOperations store = new MemoryOperations();
    private final List<String> asked = new ArrayList<>();
    private final List<String> audit = new ArrayList<>();
    private final List<String> woken = new ArrayList<>();
    private final List<JobId> jobs = new ArrayList<>();
    private final StoreBulk bulk = new StoreBulk(
            store,
            this::walk,
            MemoryStores.proxy(JobSearch.class, (method, args) -> rows((Collection<?>) args[0])),
            MemoryStores.proxy(AuditStore.class, (method, args) -> {
                audit.add(args[0] + " " + args[1] + " " + args[3]);
                return null;
            }),
            new StoreBulk.Told(woken::add, queue -> woken.add("others: " + queue)));

    @Test
    void movesJobsChunkByChunkUpToItself() {
        jobs.addAll(List.of(id(1), id(2), id(3), operation, id(101)));
        store.start(operation, "ann", BulkAction.RETRY, "x", false);
        store.queues = Set.of("mail");

        BulkStep first = bulk.next(operation, request(BulkAction.RETRY, null, false), 2);
        BulkStep second = bulk.next(operation, request(BulkAction.RETRY, null, false), 2);
        BulkStep third = bulk.next(operation, request(BulkAction.RETRY, null, false), 2);

        assertThat(first).isEqualTo(new BulkStep(new BulkTally(2, 2, 0, Map.of()), 2, false));
        assertThat(second).isEqualTo(new BulkStep(new BulkTally(3, 3, 0, Map.of()), 1, true));
        assertThat(third).isEqualTo(new BulkStep(new BulkTally(3, 3, 0, Map.of()), 0, true));
        assertThat(store.moved).containsExactly(id(1), id(2), id(3));
        assertThat(store.moves).containsOnly(new ChunkMove.Retry("ann"));
        assertThat(woken).containsExactly("mail", "others: mail", "mail", "others: mail");
        assertThat(asked).allSatisfy(query -> assertThat(query).contains("DEAD", "CANCELLED", "EXPIRED"));
    }

    @Test
    void keepsToTheStatesThatTheFilterNames() {
        store.start(operation, "ann", BulkAction.CANCEL, "x", false);

        bulk.next(
                operation,
                new BulkRequest(
                        BulkAction.CANCEL,
                        new BulkFilter(List.of(JobState.BLOCKED), "a.b", null, null, null, null, null, null),
                        null,
                        null,
                        null,
                        false),
                10);

        assertThat(asked).containsExactly("[BLOCKED] a.b");
    }

    @Test
    void aDryRunMovesNothingAndTellsWhatItWouldDo() {
        jobs.addAll(List.of(id(1), id(2), id(3), id(4)));
        store.start(operation, "ann", BulkAction.MOVE, "x", true);

        BulkStep step = bulk.next(operation, request(BulkAction.MOVE, new BulkTarget("b", null), true), 10);

        assertThat(step.tally())
                .isEqualTo(
                        new BulkTally(4, 1, 3, Map.of(BulkReply.RUNNING, 1L, BulkReply.ENDED, 1L, BulkReply.GONE, 1L)));
        assertThat(store.moved).isEmpty();
    }

    @Test
    void whatNobodyHasStartedMovesNothing() {
        jobs.add(id(1));

        assertThat(bulk.find(operation)).isEmpty();
        assertThatThrownBy(() -> bulk.next(operation, request(BulkAction.DELETE, null, false), 10))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Nobody has started");
        assertThat(store.moved).isEmpty();
    }

    @Test
    void countsWhatIsLeft() {
        jobs.addAll(List.of(id(1), id(2), id(3)));
        store.start(operation, "ann", BulkAction.DELETE, "x", false);

        assertThat(bulk.total(operation, request(BulkAction.DELETE, null, false)))
                .isEqualTo(3);
        bulk.next(operation, request(BulkAction.DELETE, null, false), 2);

        assertThat(bulk.total(operation, request(BulkAction.DELETE, null, false)))
                .isEqualTo(3);
    }

    @Test
    void recordsItsEndOnce() {
        jobs.add(id(1));
        store.start(operation, "ann", BulkAction.DELETE, "x", false);
        bulk.next(operation, request(BulkAction.DELETE, null, false), 2);

        bulk.end(operation);
        bulk.end(operation);

        assertThat(audit).containsExactly("ann bulk.end 1 matched, 1 done, 0 skipped");
    }

    /** As the store does: in the order of ids, behind one and before another. */
    private JobWalk.Chunk walk(JobSearch.Query filter, @Nullable JobId after, @Nullable JobId before, int limit) {
        asked.add(filter.states() + " " + filter.type());
        List<JobId> found = jobs.stream()
                .filter(job -> after == null || job.compareTo(after) > 0)
                .filter(job -> before == null || job.compareTo(before) < 0)
                .limit(limit)
                .toList();
        return new JobWalk.Chunk(found, found.size() == limit ? found.get(limit - 1) : null);
    }

    private static Map<JobId, Row> rows(Collection<?> ids) {
        Map<JobId, JobState> states = Map.of(id(1), JobState.READY, id(2), JobState.RUNNING, id(3), JobState.SUCCEEDED);
        Map<JobId, Row> rows = new HashMap<>();
        for (Object id : ids) {
            JobState state = states.get((JobId) id);
            if (state != null) {
                rows.put((JobId) id, row((JobId) id, state));
            }
        }
        return rows;
    }

    private static Row row(JobId id, JobState state) {
        return new Row(
                id,
                "a.b",
                "mail",
                5,
                state,
                1,
                5,
                List.of(),
                null,
                "ann",
                Instant.EPOCH,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static BulkRequest request(BulkAction action, @Nullable BulkTarget to, boolean dryRun) {
        return new BulkRequest(
                Objects.requireNonNull(action),
                new BulkFilter(List.of(), "a.b", null, null, null, null, null, null),
                to,
                null,
                null,
                dryRun);
    }

    private static JobId id(int n) {
        return new JobId(new UUID(0x0198_0000_0000_7000L, n));
    }
}
