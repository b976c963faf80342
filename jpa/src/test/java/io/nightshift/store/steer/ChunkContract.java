package io.nightshift.store.steer;

import static io.nightshift.store.AJob.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightshift.api.bulk.BulkReply;
import io.nightshift.api.client.RetryReply;
import io.nightshift.api.job.JobId;
import io.nightshift.store.AJob;
import io.nightshift.store.JobStoreContract;
import io.nightshift.store.Together;
import io.nightshift.store.key.Gates;
import io.nightshift.store.key.Settlement;
import io.nightshift.store.port.ChunkMove;
import io.nightshift.store.port.Claimed;
import io.nightshift.store.port.Gate;
import io.nightshift.store.port.Inserted;
import io.nightshift.store.port.NewJob;
import io.nightshift.store.sql.JoinedTransactor;
import io.nightshift.store.steer.JobChunk.Moved;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Retry, cancel, delete and move in chunks. */
abstract class ChunkContract extends JobStoreContract {

    private static final ChunkMove RETRY = new ChunkMove.Retry("ann");
    private final Settlement settlement =
            new Settlement(own, new Gates(database.moves().gates()));
    private static final ChunkMove CANCEL = new ChunkMove.Cancel();
    private static final ChunkMove DELETE = new ChunkMove.Delete();
    private static final ChunkMove TO_OTHER = new ChunkMove.Place("other", 2);
    private static final Instant LATER = Instant.parse("2126-01-01T00:00:00Z");

    @AfterEach
    void everyPlaceHasTheQueueAndPriorityOfItsJob() {
        assertThat(database.rows("""
                select j.id from ready r join job j on j.id = r.job_id where r.queue <> j.queue or r.priority <> j.priority
                union all
                select j.id from scheduled s join job j on j.id = s.job_id where s.queue <> j.queue
                union all
                select j.id from blocked b join job j on j.id = b.job_id where b.queue <> j.queue""")).isEmpty();
    }

    @Test
    void retriesWhatEndedWithoutSuccess() {
        JobId dead = dead();
        JobId cancelled = stored(aJob().startBefore(LATER));
        store.cancel(cancelled, "bob");
        Claimed ended = running(aJob());
        finish(ended, succeeded());
        JobId succeeded = only(ended).id();
        JobId running = only(running(aJob())).id();
        JobId ready = stored(aJob());
        JobId unknown = AJob.IDS.next();

        Moved moved = chunk(List.of(dead, cancelled, succeeded, running, ready, unknown), RETRY);

        assertThat(moved.replies())
                .containsExactly(
                        Map.entry(dead, BulkReply.DONE),
                        Map.entry(cancelled, BulkReply.DONE),
                        Map.entry(succeeded, BulkReply.SUCCEEDED),
                        Map.entry(running, BulkReply.NOT_ENDED),
                        Map.entry(ready, BulkReply.NOT_ENDED),
                        Map.entry(unknown, BulkReply.GONE));
        assertThat(moved.queues()).containsExactly("default");
        assertThat(places.of(dead)).isEqualTo("ready 2");
        assertThat(places.of(cancelled)).isEqualTo("ready 2");
        assertThat(places.of(succeeded)).isEqualTo("SUCCEEDED 1");
        assertThat(database.rows("select state, retried_by from outcome_history order by state"))
                .containsExactly(List.of("CANCELLED", "ann"), List.of("DEAD", "ann"));
        assertThat(database.number("select count(*) from expiry")).isZero();
        assertThat(chunk(List.of(dead), RETRY).replies()).containsEntry(dead, BulkReply.NOT_ENDED);
    }

    @Test
    void retriedJobsWithAKeyTakeTurnsAsTheyWereSubmitted() {
        List<JobId> ids = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ids.add(stored(aJob().gate(Gate.ordering("k"))));
            store.cancel(ids.get(i), "bob");
        }

        chunk(ids, RETRY);

        assertThat(ids.stream().map(places::of)).containsExactly("ready 2", "blocked 2", "blocked 2");
        finish(claim(10), succeeded());
        assertThat(ids.stream().map(places::of)).containsExactly("SUCCEEDED 2", "ready 2", "blocked 2");
    }

    @Test
    void cancelsWhatWaitsAndAsksWhatRuns() {
        JobId running = only(running(aJob())).id();
        JobId ready = stored(aJob().startBefore(LATER));
        JobId scheduled = stored(aJob().delay(Duration.ofHours(1)));
        JobId holder = stored(aJob().gate(Gate.ordering("k")));
        JobId blocked = stored(aJob().gate(Gate.ordering("k")));
        JobId next = stored(aJob().gate(Gate.ordering("k")).queue("other"));
        JobId dead = cancelled();
        JobId unknown = AJob.IDS.next();

        Moved moved = chunk(List.of(running, ready, scheduled, holder, blocked, dead, unknown), CANCEL);

        assertThat(moved.replies())
                .containsExactly(
                        Map.entry(running, BulkReply.REQUESTED),
                        Map.entry(ready, BulkReply.DONE),
                        Map.entry(scheduled, BulkReply.DONE),
                        Map.entry(holder, BulkReply.DONE),
                        Map.entry(blocked, BulkReply.DONE),
                        Map.entry(dead, BulkReply.ENDED),
                        Map.entry(unknown, BulkReply.GONE));
        assertThat(store.cancelRequests(List.of(running, ready))).containsExactly(running);
        assertThat(List.of(ready, scheduled, holder, blocked))
                .allSatisfy(id -> assertThat(places.of(id)).isEqualTo("CANCELLED 1"));
        assertThat(places.of(next)).as("its key is free").isEqualTo("ready 1");
        assertThat(moved.queues()).containsExactly("other");
        assertThat(database.number("select count(*) from expiry")).isZero();
    }

    @Test
    void deletesWhatEndedWithAllThatHangsOnIt() {
        JobId dead = stored(aJob().maxAttempts(1).tags("t").key("k", "x"));
        finish(claim(1), failed());
        JobId running = only(running(aJob())).id();
        JobId ready = stored(aJob());

        Moved moved = chunk(List.of(dead, ready, running), DELETE);

        assertThat(moved.replies())
                .containsExactly(
                        Map.entry(dead, BulkReply.DONE),
                        Map.entry(ready, BulkReply.NOT_ENDED),
                        Map.entry(running, BulkReply.NOT_ENDED));
        for (String table : List.of("outcome", "attempt", "job_tag", "idempotency")) {
            assertThat(database.number("select count(*) from " + table))
                    .as(table)
                    .isZero();
        }
        assertThat(chunk(List.of(dead), DELETE).replies()).containsEntry(dead, BulkReply.GONE);
    }

    @Test
    void movesWhatWaits() {
        JobId running = only(running(aJob())).id();
        JobId ready = stored(aJob());
        JobId scheduled = stored(aJob().delay(Duration.ofHours(1)).startBefore(LATER));
        JobId holder = stored(aJob().gate(Gate.ordering("k")));
        JobId blocked = stored(aJob().gate(Gate.ordering("k")));
        JobId last = stored(aJob().gate(Gate.ordering("k")));
        JobId ended = cancelled();
        Object due = database.rows("select due from scheduled").get(0).get(0);

        Moved moved = chunk(List.of(running, ready, scheduled, blocked, ended), TO_OTHER);

        assertThat(moved.replies())
                .containsExactly(
                        Map.entry(running, BulkReply.RUNNING),
                        Map.entry(ready, BulkReply.DONE),
                        Map.entry(scheduled, BulkReply.DONE),
                        Map.entry(blocked, BulkReply.DONE),
                        Map.entry(ended, BulkReply.ENDED));
        assertThat(moved.queues()).containsExactly("other");
        assertThat(List.of(ready, scheduled, blocked).stream().map(places::of))
                .containsExactly("ready 1", "scheduled 1", "blocked 1");
        assertThat(database.rows("select queue, priority from job where id = ?", blocked.value()))
                .containsExactly(List.of("other", 2));
        assertThat(database.rows("select due, queue from scheduled")).containsExactly(List.of(due, "other"));
        assertThat(database.number("select count(*) from expiry")).isEqualTo(1);
        assertThat(claim(10).jobs()).extracting(Claimed.Job::id).containsExactly(holder);
        assertThat(claimFromOther().jobs()).extracting(Claimed.Job::id).containsExactly(ready);
        store.cancel(holder, "bob");
        assertThat(database.rows("select job_id from blocked order by place"))
                .as("it keeps its place in the line")
                .containsExactly(List.of(blocked.value()), List.of(last.value()));
    }

    @Test
    void movesToAnotherPriorityOnlyAndHarmlesslyTwice() {
        JobId id = stored(aJob());
        JobId first = stored(aJob());

        for (int i = 0; i < 2; i++) {
            assertThat(chunk(List.of(first), new ChunkMove.Place(null, 0)).replies())
                    .containsEntry(first, BulkReply.DONE);
        }

        assertThat(claim(1).jobs()).extracting(Claimed.Job::id).containsExactly(first);
        assertThat(claim(1).jobs()).extracting(Claimed.Job::id).containsExactly(id);
    }

    @Test
    void aMovedJobCanBeCancelledAndIsPromotedIntoItsNewQueue() {
        JobId ready = stored(aJob());
        JobId scheduled = stored(aJob().delay(Duration.ofHours(1)));
        chunk(List.of(ready, scheduled), TO_OTHER);
        database.execute("update scheduled set due = current_timestamp - interval '5' second");

        assertThat(store.cancel(ready, "bob")).isEqualTo(io.nightshift.api.client.CancelReply.CANCELLED);
        assertThat(store.promote(10)).isEqualTo(Map.of("other", 1));
        assertThat(claimFromOther().jobs()).extracting(Claimed.Job::id).containsExactly(scheduled);
    }

    @Test
    void passesByWhatSomebodyElseHasLocked() throws SQLException {
        JobId dead = cancelled();
        JobId lockedDead = cancelled();
        JobId running = only(running(aJob())).id();
        JobId ready = stored(aJob());
        JobId lockedReady = stored(aJob().tenant("blue"));
        JobId lockedScheduled = stored(aJob().delay(Duration.ofHours(1)));
        try (Connection other = database.source().getConnection()) {
            other.setAutoCommit(false);
            lock(other, "outcome", lockedDead);
            lock(other, "ready", lockedReady);
            lock(other, "scheduled", lockedScheduled);
            try (PreparedStatement claim = other.prepareStatement("select id from claim for update")) {
                claim.executeQuery();
            }

            assertThat(chunk(List.of(lockedDead, dead), RETRY).replies())
                    .containsExactly(Map.entry(lockedDead, BulkReply.BUSY), Map.entry(dead, BulkReply.DONE));
            assertThat(chunk(List.of(lockedDead), DELETE).replies()).containsEntry(lockedDead, BulkReply.BUSY);
            assertThat(chunk(List.of(lockedReady, lockedScheduled, ready), TO_OTHER)
                            .replies())
                    .containsExactly(
                            Map.entry(lockedReady, BulkReply.BUSY),
                            Map.entry(lockedScheduled, BulkReply.BUSY),
                            Map.entry(ready, BulkReply.DONE));
            assertThat(chunk(List.of(lockedReady, lockedScheduled, running, ready), CANCEL)
                            .replies())
                    .containsExactly(
                            Map.entry(lockedReady, BulkReply.BUSY),
                            Map.entry(lockedScheduled, BulkReply.BUSY),
                            Map.entry(running, BulkReply.BUSY),
                            Map.entry(ready, BulkReply.DONE));
            other.rollback();
            other.setAutoCommit(true);
        }
    }

    @Test
    void aJobThatIsMovedToAndFroIsClaimedOnce() {
        for (int round = 0; round < 5; round++) {
            List<JobId> ids = stored(60);

            List<List<JobId>> claimed = Together.run(4, i -> {
                List<JobId> mine = new ArrayList<>();
                if (i < 2) {
                    for (int n = 0; n < 12; n++) {
                        chunk(ids, new ChunkMove.Place(n % 2 == i ? "other" : "default", n % 5));
                    }
                    return mine;
                }
                for (int n = 0; n < 60; n++) {
                    Claimed some = store.claim(node, i == 2 ? "default" : "other", TYPES, 3, null);
                    if (some != null) {
                        some.jobs().forEach(job -> mine.add(job.id()));
                    }
                }
                return mine;
            });

            List<JobId> all = new ArrayList<>();
            claimed.forEach(all::addAll);
            assertThat(new HashSet<>(all)).as("claimed twice").hasSameSizeAs(all);
            everyPlaceHasTheQueueAndPriorityOfItsJob();
            places.check();
            for (String queue : List.of("default", "other")) {
                Claimed rest = store.claim(node, queue, TYPES, 100, null);
                if (rest != null) {
                    rest.jobs().forEach(job -> all.add(job.id()));
                }
            }
            assertThat(all).as("lost").containsExactlyInAnyOrderElementsOf(ids);
        }
    }

    /** One long statement promotes them all, while those that it takes last are moved from the other end. */
    @Test
    void aJobThatIsMovedWhileItBecomesReadyIsReadyInItsQueue() {
        for (int round = 0; round < 3; round++) {
            List<NewJob> jobs = new ArrayList<>();
            for (int i = 0; i < 10_000; i++) {
                jobs.add(aJob().delay(Duration.ofMillis(1 + i)).build());
            }
            List<JobId> ids = store.insert(jobs).stream().map(Inserted::id).toList();
            database.execute("update scheduled set due = due - interval '1' hour");

            Together.run(2, i -> {
                for (int n = 0; n < 3; n++) {
                    if (i == 1) {
                        store.promote(20_000);
                    }
                }
                for (int end = ids.size(); i == 0 && end > 0; end -= 50) {
                    chunk(ids.subList(end - 50, end), TO_OTHER);
                }
                return true;
            });
            everyPlaceHasTheQueueAndPriorityOfItsJob();
            places.check();
            database.empty();
            startWithOneNode();
        }
    }

    @Test
    void blockedJobsThatAreMovedStillTakeTurns() {
        List<JobId> ids = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            ids.add(stored(aJob().gate(Gate.ordering("k"))));
        }

        List<List<JobId>> ran = Together.run(2, i -> {
            List<JobId> mine = new ArrayList<>();
            for (int n = 0; n < 60; n++) {
                if (i == 0) {
                    chunk(ids, new ChunkMove.Place(null, n % 9));
                } else {
                    Claimed claimed = claimOrNull(5);
                    if (claimed != null) {
                        claimed.jobs().forEach(job -> mine.add(job.id()));
                        finish(claimed, succeeded());
                    }
                }
            }
            return mine;
        });

        List<JobId> order = new ArrayList<>(ran.get(1));
        for (Claimed claimed = claimOrNull(5); claimed != null; claimed = claimOrNull(5)) {
            claimed.jobs().forEach(job -> order.add(job.id()));
            finish(claimed, succeeded());
        }
        assertThat(order).as("none was forgotten, whoever looked away").hasSameSizeAs(ids);
    }

    @Test
    void aMoveAndADeadlineAgreeOnWhoWon() {
        for (int round = 0; round < 5; round++) {
            List<NewJob> jobs = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                jobs.add(aJob().startBefore(Instant.parse("2026-01-01T00:00:00Z"))
                        .build());
            }
            List<JobId> ids = store.insert(jobs).stream().map(Inserted::id).toList();

            Together.run(2, i -> {
                for (int n = 0; n < 20; n++) {
                    if (i == 0) {
                        chunk(ids, new ChunkMove.Place(n % 2 == 0 ? "other" : "default", null));
                    } else {
                        store.expire(5);
                    }
                }
                return true;
            });
            while (store.expire(100) > 0) {}

            assertThat(ids).allSatisfy(id -> assertThat(places.of(id)).isEqualTo("EXPIRED 1"));
        }
    }

    @Test
    void aRetryStartsTheTimeLimitAnewAndKeepsTheTenant() {
        JobId id = stored(aJob().timeLimit(Duration.ofHours(1)).tenant("blue"));
        store.cancel(id, "bob");
        database.execute("update job set end_before = current_timestamp - interval '1' day");

        chunk(List.of(id), RETRY);
        chunk(List.of(id), TO_OTHER);

        assertThat(store.expire(10)).as("jobs whose limit is over").isZero();
        assertThat(database.number("select count(*) from expiry where end_before > current_timestamp"))
                .isEqualTo(1);
        assertThat(database.rows("select queue, tenant from ready")).containsExactly(List.of("other", "blue"));
        chunk(List.of(id), CANCEL);
        assertThat(places.of(id)).isEqualTo("CANCELLED 2");
    }

    /** Whoever stores the next job with the key would not find the pending one in the middle of its move. */
    @Test
    void aPendingJobThatIsMovedIsReplacedAllTheSame() {
        JobId another = stored(aJob().replace("j"));
        JobId pending = stored(aJob().replace("k"));

        List<Object> answers = afterUncommitted(
                () -> new JoinedTransactor(jta.dataSource())
                        .transact(
                                "Moving",
                                connection -> new JobChunk(database.moves().chunks())
                                        .move(connection, List.of(another, pending), TO_OTHER)),
                () -> stored(aJob().replace("k")));

        assertThat(places.of(pending)).isEqualTo("CANCELLED 1");
        assertThat(places.of((JobId) answers.get(1))).isEqualTo("ready 1");
    }

    @Test
    void aRetryThatWaitedForAMoveStartsTheTimeLimitAnew() {
        JobId id = stored(aJob().maxAttempts(1).timeLimit(Duration.ofHours(1)));
        finish(claim(1), failed());

        List<Object> answers = afterUncommitted(
                () -> new JobChunk(database.moves().chunks())
                        .move(jta.dataSource().getConnection(), List.of(id), TO_OTHER)
                        .replies()
                        .get(id),
                () -> store.retry(id, "ann"));

        assertThat(answers).containsExactly(BulkReply.ENDED, RetryReply.RETRIED);
        assertThat(places.of(id)).isEqualTo("ready 2");
        assertThat(database.number("select count(*) from expiry where start_before is null and end_before = look_at"))
                .isEqualTo(1);
    }

    @Test
    void oneOfTwoOperationsRetries() {
        for (int round = 0; round < 5; round++) {
            List<JobId> ids = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                ids.add(cancelled());
            }

            List<Map<JobId, BulkReply>> replies =
                    Together.run(3, i -> chunk(ids, RETRY).replies());

            assertThat(ids)
                    .allSatisfy(id -> assertThat(replies.stream().map(reply -> reply.get(id)))
                            .containsOnlyOnce(BulkReply.DONE));
            assertThat(database.number("select count(*) from outcome_history where retried_by = 'ann'"))
                    .isEqualTo(50L * (round + 1));
        }
    }

    private Moved chunk(List<JobId> jobs, ChunkMove move) {
        Moved moved = own.transact(
                "Moving", connection -> new JobChunk(database.moves().chunks()).move(connection, jobs, move));
        settlement.settle(moved.gates()).forEach(admitted -> moved.queues().add(admitted.queue()));
        return moved;
    }

    private Claimed claimFromOther() {
        return Objects.requireNonNull(store.claim(node, "other", TYPES, 10, null), "nothing was claimed");
    }

    private JobId dead() {
        JobId id = stored(aJob().maxAttempts(1));
        finish(claim(1), failed());
        return id;
    }

    private JobId cancelled() {
        JobId id = stored(aJob());
        store.cancel(id, "bob");
        return id;
    }

    private static void lock(Connection connection, String table, JobId id) throws SQLException {
        try (PreparedStatement lock =
                connection.prepareStatement("select attempt from " + table + " where job_id = ? for update")) {
            lock.setObject(1, id.value());
            lock.executeQuery();
        }
    }
}
