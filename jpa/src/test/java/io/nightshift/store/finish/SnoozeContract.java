package io.nightshift.store.finish;

import static io.nightshift.store.AJob.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightshift.api.handler.JobContext.LogLevel;
import io.nightshift.api.job.JobId;
import io.nightshift.store.JobStoreContract;
import io.nightshift.store.Together;
import io.nightshift.store.port.Claimed;
import io.nightshift.store.port.Finished;
import io.nightshift.store.port.Gate;
import io.nightshift.store.port.JobStore.Started;
import io.nightshift.store.port.RunStore;
import io.nightshift.store.port.RunStore.Line;
import io.nightshift.store.port.RunStore.Report;
import io.nightshift.store.run.JdbcRunStore;
import io.nightshift.store.sql.JoinedTransactor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Jobs that are too early and go on later; and what is told of many running jobs at once. */
abstract class SnoozeContract extends JobStoreContract {

    private final RunStore runs = new JdbcRunStore(
            own, new JoinedTransactor(jta.dataSource()), database.moves().marks());

    @Test
    void goesOnLaterWithTheSameAttempt() {
        List<JobId> ids = stored(4);
        Claimed claimed = claim(4);

        assertThat(store.finish(
                        node,
                        List.of(
                                ended(claimed, claimed.jobs().get(0), snoozed(Duration.ofHours(1))),
                                ended(claimed, claimed.jobs().get(1), snoozed(Duration.ZERO)),
                                ended(claimed, claimed.jobs().get(2), failed(Duration.ofHours(1))),
                                ended(claimed, claimed.jobs().get(3), succeeded()))))
                .isEmpty();

        assertThat(ids.stream().map(places::of))
                .containsExactly("scheduled 1", "scheduled 1", "scheduled 2", "SUCCEEDED 1");
        assertThat(database.number("select count(*) from attempt"))
                .as("only the failure")
                .isEqualTo(1);
        assertThat(database.number(
                        "select count(*) from scheduled where due > current_timestamp + interval '3590' second"))
                .isEqualTo(2);
        store.promote(10);
        assertThat(only(claim(10)).attempt()).isEqualTo(1);
        assertThat(store.snoozed(ids.get(0))).isTrue();
        assertThat(store.snoozed(ids.get(2))).isFalse();
    }

    @Test
    void spendsNoAttemptHoweverOften() {
        JobId id = stored(aJob().maxAttempts(1));
        for (int i = 0; i < 5; i++) {
            finish(claim(1), snoozed(Duration.ZERO));
            assertThat(places.of(id)).isEqualTo("scheduled 1");
            store.promote(10);
        }

        finish(claim(1), failed());

        assertThat(places.of(id)).isEqualTo("DEAD 1");
    }

    @Test
    void aRequestToCancelWins() {
        Claimed claimed = running(aJob());
        JobId id = only(claimed).id();
        store.cancel(id, "ann");

        assertThat(finish(claimed, snoozed(Duration.ZERO))).isEmpty();

        assertThat(places.of(id)).isEqualTo("CANCELLED 1");
        assertThat(database.number("select count(*) from claim where cancels is not null"))
                .isZero();
        assertThat(store.snoozed(id)).isFalse();
    }

    @Test
    void isFencedLikeAnyOtherEnd() {
        Claimed claimed = running(aJob());
        loseNode();
        store.rescue(10, 3);

        assertThat(finish(claimed, snoozed(Duration.ZERO)))
                .containsExactly(only(claimed).id());

        assertThat(places.of(only(claimed).id())).isEqualTo("ready 2");
        assertThat(store.snoozed(only(claimed).id())).isFalse();
    }

    /** It has started, which is all that its latest start had asked for. */
    @Test
    void isNotExpiredByItsLatestStart() {
        Claimed claimed = running(aJob().startBefore(Instant.now().plusMillis(300)));
        JobId id = only(claimed).id();
        finish(claimed, snoozed(Duration.ZERO));
        store.promote(10);
        store.release(node, claim(1).id(), null);
        database.execute("update expiry set start_before = current_timestamp - interval '1' second");

        assertThat(store.expire(10)).isZero();

        assertThat(places.of(id)).isEqualTo("ready 1");
        assertThat(database.number("select count(*) from expiry")).isZero();
    }

    @Test
    void givesAConcurrencyKeyFreeAndKeepsItsPlaceInAnOrder() {
        JobId shared = stored(aJob().gate(Gate.concurrency("k", 1)));
        JobId waits = stored(aJob().gate(Gate.concurrency("k", 1)));
        JobId first = stored(aJob().gate(Gate.ordering("o")));
        JobId second = stored(aJob().gate(Gate.ordering("o")));

        finish(claim(10), snoozed(Duration.ofHours(1)));

        assertThat(places.of(shared)).isEqualTo("scheduled 1");
        assertThat(places.of(waits)).isEqualTo("ready 1");
        assertThat(places.of(first)).isEqualTo("scheduled 1");
        assertThat(places.of(second)).isEqualTo("blocked 1");
    }

    @Test
    void keepsItsProgressAndItsCheckpointAndGoesOnWithItsLog() {
        Claimed claimed = running(aJob());
        JobId id = only(claimed).id();
        runs.checkpoint(id, 1, "half");
        runs.progress(List.of(new Report(id, 1, 50, 100, "half", "one", Duration.ofMinutes(5))));
        runs.log(List.of(line(id, 1, 1, "a"), line(id, 1, 2, "b")));
        finish(claimed, snoozed(Duration.ZERO));
        assertThat(database.rows("select done, total, note from progress")).containsExactly(List.of(50L, 100L, "half"));

        store.promote(10);
        Claimed again = claim(1);
        started(id, 1, "two");
        runs.log(List.of(line(id, 1, 1, "c")));
        runs.log(List.of(line(id, 1, 1, "c")));

        assertThat(runs.checkpoint(id)).contains("half");
        assertThat(runs.checkpoint(id, 1, "more")).isTrue();
        assertThat(database.rows("select done, note, node from progress")).containsExactly(List.of(50L, "half", "two"));
        assertThat(database.number(
                        "select count(*) from progress where started_at > current_timestamp - interval '60' second"))
                .as("started anew")
                .isEqualTo(1);
        assertThat(database.rows("select line, message from job_log order by line"))
                .containsExactly(List.of(1, "a"), List.of(2, "b"), List.of(3, "c"));
        finish(again, failed());
        runs.log(List.of(line(id, 2, 1, "of the next attempt")));
        assertThat(database.rows("select line from job_log where attempt = 2")).containsExactly(List.of(1));
    }

    @Test
    void keepsNoMoreLinesThanAnyOtherAttempt() {
        Claimed claimed = running(aJob());
        JobId id = only(claimed).id();
        runs.log(List.of(line(id, 1, 9_999, "almost the last")));
        finish(claimed, snoozed(Duration.ZERO));
        store.promote(10);
        claim(1);

        runs.log(List.of(line(id, 1, 1, "the last"), line(id, 1, 2, "one more"), line(id, 1, 3, "too many")));

        assertThat(database.rows("select line from job_log order by line"))
                .containsExactly(List.of(9_999), List.of(10_000), List.of(10_001));
    }

    /** The node that is lost had taken it again, but not begun. */
    @Test
    void aNodeThatIsLostBeforeItsNextRunIsNoLoss() {
        Claimed claimed = running(aJob());
        JobId id = only(claimed).id();
        started(id, 1, "one");
        finish(claimed, snoozed(Duration.ZERO));
        store.promote(10);
        claim(1);
        loseNode();

        store.rescue(10, 1);

        assertThat(places.of(id)).isEqualTo("ready 2");
        reviveNode();
        started(id, only(claim(1)).attempt(), "one");
        loseNode();
        store.rescue(10, 1);
        assertThat(places.of(id)).as("this one had begun").isEqualTo("DEAD 2");
    }

    @Test
    void whatItLeavesIsPrunedWithIt() {
        Claimed claimed = running(aJob());
        finish(claimed, snoozed(Duration.ZERO));
        // H2 rounds instants: this one may be half a millisecond ahead.
        database.execute("update scheduled set due = current_timestamp - interval '1' second");
        store.promote(10);
        finish(claim(1), succeeded());
        database.execute("update outcome set finished_at = current_timestamp - interval '100' day");

        store.prune(Set.of(io.nightshift.api.job.JobState.SUCCEEDED), Duration.ofDays(1), 10);

        assertThat(database.number("select count(*) from snooze")).isZero();
    }

    @Test
    void marksManyStartsAtOnceEachAsIfAlone() {
        List<JobId> ids = new ArrayList<>(stored(600));
        claim(600);
        started(ids.get(0), 3, "later");

        store.started(
                ids.stream()
                        .map(id -> new Started(id, 2, Duration.ofSeconds(5)))
                        .toList(),
                "one");

        assertThat(database.number("select count(*) from progress where attempt = 2 and node = 'one'"))
                .isEqualTo(599);
        assertThat(database.rows("select node from progress where attempt = 3")).containsExactly(List.of("later"));
        store.started(List.of(), "one");
    }

    @Test
    void findsTheRequestsToCancelAmongManyRunningJobs() {
        List<JobId> ids = stored(1_200);
        claim(1_200);
        store.cancel(ids.get(700), "ann");
        JobId other = stored(aJob());
        claim(1);
        store.cancel(other, "ann");

        assertThat(store.cancelRequests(new HashSet<>(ids))).containsExactly(ids.get(700));
        assertThat(store.cancelRequests(ids)).containsExactly(ids.get(700));
    }

    @Test
    void snoozesOfSeveralFinishersLeaveEachJobInOnePlace() {
        stored(200);
        Claimed claimed = claim(200);

        List<Set<JobId>> fenced = Together.run(
                4,
                i -> store.finish(
                        node,
                        IntStream.range(0, 200)
                                .filter(n -> n % 2 == i % 2)
                                .mapToObj(n -> ended(claimed, claimed.jobs().get(n), snoozed(Duration.ZERO)))
                                .toList()));

        assertThat(fenced.stream().mapToInt(Set::size).sum()).isEqualTo(200);
        assertThat(database.number("select count(*) from scheduled where attempt = 1"))
                .isEqualTo(200);
    }

    private static Finished.Ending snoozed(Duration delay) {
        return new Finished.Snoozed(delay);
    }

    private static Line line(JobId id, int attempt, int number, String text) {
        return new Line(id, attempt, number, LogLevel.INFO, text, Duration.ZERO);
    }
}
