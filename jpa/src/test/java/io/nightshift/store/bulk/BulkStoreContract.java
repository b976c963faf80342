package io.nightshift.store.bulk;

import static io.nightshift.store.AJob.aJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightshift.api.bulk.BulkAction;
import io.nightshift.api.bulk.BulkReply;
import io.nightshift.api.bulk.BulkTally;
import io.nightshift.api.job.JobId;
import io.nightshift.store.AJob;
import io.nightshift.store.JtaThread;
import io.nightshift.store.Places;
import io.nightshift.store.TestDatabase;
import io.nightshift.store.Together;
import io.nightshift.store.bulk.BulkStore.Operation;
import io.nightshift.store.key.Gates;
import io.nightshift.store.key.Settlement;
import io.nightshift.store.move.JdbcJobStore;
import io.nightshift.store.port.ChunkMove;
import io.nightshift.store.port.JobStore;
import io.nightshift.store.sql.JoinedTransactor;
import io.nightshift.store.sql.OwnTransactor;
import io.nightshift.store.steer.JobChunk;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@link BulkStore} promises, on each database. */
abstract class BulkStoreContract {

    private static final ChunkMove CANCEL = new ChunkMove.Cancel();

    final TestDatabase database = database();
    final OwnTransactor own = new OwnTransactor(database.source());
    final JtaThread jta = new JtaThread(database.source());
    final JobStore jobs = new JdbcJobStore(own, database.moves(), AJob.IDS);
    final BulkStore store = new JdbcBulkStore(
            own,
            new JoinedTransactor(jta.dataSource()),
            new JobChunk(database.moves().chunks()),
            new Settlement(own, new Gates(database.moves().gates())));
    final Places places = new Places(database);

    abstract TestDatabase database();

    @BeforeEach
    void clear() {
        database.empty();
    }

    @Test
    void anOperationExistsIfItsJobDoes() throws Exception {
        JobId kept = AJob.IDS.next();
        JobId undone = AJob.IDS.next();

        jta.transaction(() -> {
            store.start(kept, "ann", BulkAction.MOVE, "those that wait", true);
            return true;
        });
        jta.transaction(() -> {
            store.start(undone, "ann", BulkAction.MOVE, "those that wait", true);
            return false;
        });

        Operation operation = store.find(kept).orElseThrow();
        assertThat(operation.who()).isEqualTo("ann");
        assertThat(operation.action()).isEqualTo(BulkAction.MOVE);
        assertThat(operation.what()).isEqualTo("those that wait");
        assertThat(operation.dryRun()).isTrue();
        assertThat(operation.walkedTo()).isNull();
        assertThat(operation.tally()).isEqualTo(BulkTally.NONE);
        assertThat(operation.endedAt()).isNull();
        assertThat(store.find(undone)).isEmpty();
    }

    @Test
    void aStepMovesItsChunkAndWritesDownHowFarItIs() {
        JobId operation = started();
        List<JobId> ids = stored(3);
        jobs.cancel(ids.get(1), "bob");

        BulkTally first = store.step(operation, null, ids.get(1), ids.subList(0, 2), CANCEL)
                .tally();
        BulkTally second = store.step(operation, ids.get(1), ids.get(2), ids.subList(2, 3), CANCEL)
                .tally();

        assertThat(first).isEqualTo(new BulkTally(2, 1, 1, Map.of(BulkReply.ENDED, 1L)));
        assertThat(second).isEqualTo(new BulkTally(3, 2, 1, Map.of(BulkReply.ENDED, 1L)));
        Operation read = store.find(operation).orElseThrow();
        assertThat(read.tally()).isEqualTo(second);
        assertThat(read.walkedTo()).isEqualTo(ids.get(2));
        assertThat(ids).allSatisfy(id -> assertThat(places.of(id)).isEqualTo("CANCELLED 1"));
    }

    @Test
    void aStepFromAPlaceWhereTheOperationIsNotAnyMoreMovesNothing() {
        JobId operation = started();
        List<JobId> ids = stored(2);
        store.step(operation, null, ids.get(0), List.of(), CANCEL);

        assertThatThrownBy(() -> store.step(operation, null, ids.get(1), ids, CANCEL))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Another attempt");
        assertThatThrownBy(() -> store.step(AJob.IDS.next(), null, ids.get(1), ids, CANCEL))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no operation");

        assertThat(ids).allSatisfy(id -> assertThat(places.of(id)).isEqualTo("ready 1"));
    }

    @Test
    void ofTwoAttemptsAtOneStepOneGoesOn() {
        JobId operation = started();
        List<JobId> ids = stored(20);

        List<Boolean> went = Together.run(3, i -> {
            try {
                store.step(operation, null, ids.get(19), ids, CANCEL);
                return true;
            } catch (IllegalStateException overtaken) {
                return false;
            }
        });

        assertThat(went).containsOnlyOnce(true);
        assertThat(store.find(operation).orElseThrow().tally()).isEqualTo(new BulkTally(20, 20, 0, Map.of()));
    }

    @Test
    void pretendingMovesNothingAndCounts() {
        JobId operation = started();
        List<JobId> ids = stored(2);

        BulkTally tally = store.pretend(operation, null, ids.get(1), Map.of(BulkReply.DONE, 2L, BulkReply.RUNNING, 1L))
                .tally();

        assertThat(tally).isEqualTo(new BulkTally(3, 2, 1, Map.of(BulkReply.RUNNING, 1L)));
        assertThat(store.find(operation).orElseThrow().tally()).isEqualTo(tally);
        assertThat(ids).allSatisfy(id -> assertThat(places.of(id)).isEqualTo("ready 1"));
    }

    @Test
    void endsOnce() {
        JobId operation = started();

        assertThat(store.end(operation)).isTrue();
        assertThat(store.end(operation)).isFalse();

        assertThat(store.find(operation).orElseThrow().endedAt()).isNotNull();
    }

    @Test
    void pagesNewestFirst() {
        List<JobId> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.add(started());
        }

        assertThat(page(null, 2)).containsExactly(ids.get(4), ids.get(3));
        assertThat(page(ids.get(3), 2)).containsExactly(ids.get(2), ids.get(1));
        assertThat(page(ids.get(1), 2)).containsExactly(ids.get(0));
    }

    private List<JobId> page(@Nullable JobId before, int limit) {
        return store.page(before, limit).stream().map(Operation::job).toList();
    }

    private JobId started() {
        JobId id = AJob.IDS.next();
        store.start(id, "ann", BulkAction.CANCEL, "all", false);
        return id;
    }

    private List<JobId> stored(int count) {
        List<JobId> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(jobs.insert(List.of(aJob().build())).get(0).id());
        }
        return ids;
    }
}
