package io.nightshift.store.steer;

import static io.nightshift.store.AJob.aJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightshift.api.client.CancelReply;
import io.nightshift.api.client.RetryReply;
import io.nightshift.api.job.JobId;
import io.nightshift.api.job.JobState;
import io.nightshift.store.AJob;
import io.nightshift.store.JobStoreContract;
import io.nightshift.store.Together;
import io.nightshift.store.port.Claimed;
import io.nightshift.store.port.Finished;
import io.nightshift.store.port.NewJob;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Cancel, retry, promote, expire, prune. */
abstract class SteerContract extends JobStoreContract {

    private static final Instant PAST = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void cancelsWhatWaits() {
        JobId ready = stored(aJob());
        JobId scheduled = stored(aJob().delay(Duration.ofHours(1)).startBefore(Instant.parse("2126-01-01T00:00:00Z")));
        JobId blocked = stored(aJob());
        database.execute("delete from ready where job_id = ?", blocked.value());
        database.execute("insert into blocked (job_id, queue, attempt) values (?, 'default', 2)", blocked.value());

        assertThat(List.of(ready, scheduled, blocked))
                .allSatisfy(id -> assertThat(store.cancel(id, "ann")).isEqualTo(CancelReply.CANCELLED));

        assertThat(places.of(ready)).isEqualTo("CANCELLED 1");
        assertThat(places.of(scheduled)).isEqualTo("CANCELLED 1");
        assertThat(places.of(blocked)).isEqualTo("CANCELLED 2");
        assertThat(database.number("select count(*) from expiry")).isZero();
        assertThat(store.cancel(ready, "ann")).isEqualTo(CancelReply.ENDED);
        assertThat(store.cancel(AJob.IDS.next(), "ann")).isEqualTo(CancelReply.NOT_FOUND);
    }

    @Test
    void asksARunningJobToStop() {
        Claimed claimed = running(aJob());
        JobId id = only(claimed).id();
        JobId other = stored(aJob());

        assertThat(store.cancel(id, "ann")).isEqualTo(CancelReply.REQUESTED);
        assertThat(store.cancel(id, "bob")).isEqualTo(CancelReply.REQUESTED);

        assertThat(places.of(id)).isEqualTo("claim 1");
        assertThat(store.cancelRequests(List.of(id, other))).containsExactly(id);
        assertThat(finish(claimed, new Finished.Cancelled(null))).isEmpty();
        assertThat(places.of(id)).isEqualTo("CANCELLED 1");
        assertThat(store.cancelRequests(List.of(id))).isEmpty();
    }

    @Test
    void aJobThatSucceedsInSpiteOfARequestHasSucceeded() {
        Claimed claimed = running(aJob());
        store.cancel(only(claimed).id(), "ann");

        finish(claimed, succeeded());

        assertThat(places.of(only(claimed).id())).isEqualTo("SUCCEEDED 1");
        assertThat(database.number("select count(*) from claim where cancels is not null"))
                .isZero();
    }

    @Test
    void aFailureAfterARequestIsNotTriedAgain() {
        Claimed claimed = running(aJob());
        store.cancel(only(claimed).id(), "ann");

        finish(claimed, failed());

        assertThat(places.of(only(claimed).id())).isEqualTo("CANCELLED 1");
        assertThat(database.number("select count(*) from attempt")).isEqualTo(1);
        assertThat(database.number("select count(*) from claim where cancels is not null"))
                .isZero();
    }

    @Test
    void aReleasedJobWithARequestIsCancelled() {
        Claimed claimed = running(aJob());
        store.cancel(only(claimed).id(), "ann");

        assertThat(store.release(node, claimed.id(), null)).isEqualTo(1);

        assertThat(places.of(only(claimed).id())).isEqualTo("CANCELLED 1");
    }

    @Test
    void cancelAndClaimAgreeOnWhoWon() {
        for (int round = 0; round < 10; round++) {
            List<JobId> ids = stored(40);

            List<Object> answers = Together.run(2, i -> {
                if (i == 0) {
                    List<Claimed> claims = new ArrayList<>();
                    for (Claimed claimed = claimOrNull(5); claimed != null; claimed = claimOrNull(5)) {
                        claims.add(claimed);
                    }
                    return claims;
                }
                List<CancelReply> replies = new ArrayList<>();
                for (int n = ids.size() - 1; n >= 0; n--) {
                    replies.add(store.cancel(ids.get(n), "ann"));
                }
                return replies;
            });

            List<?> replies = (List<?>) answers.get(1);
            for (int n = 0; n < ids.size(); n++) {
                Object reply = replies.get(ids.size() - 1 - n);
                String place = places.of(ids.get(n));
                assertThat(place).isEqualTo(reply == CancelReply.CANCELLED ? "CANCELLED 1" : "claim 1");
            }
        }
    }

    @Test
    void cancelAndFinishAgreeOnWhoWon() {
        for (int round = 0; round < 10; round++) {
            List<JobId> ids = stored(20);
            Claimed claimed = claim(20);

            List<Object> answers = Together.run(2, i -> {
                if (i == 0) {
                    for (Claimed.Job job : claimed.jobs()) {
                        assertThat(store.finish(node, List.of(ended(claimed, job, succeeded()))))
                                .isEmpty();
                    }
                    return "";
                }
                List<CancelReply> replies = new ArrayList<>();
                ids.forEach(id -> replies.add(store.cancel(id, "ann")));
                return replies;
            });

            assertThat((List<?>) answers.get(1))
                    .allSatisfy(reply -> assertThat(reply).isIn(CancelReply.REQUESTED, CancelReply.ENDED));
            assertThat(ids).allSatisfy(id -> assertThat(places.of(id)).isEqualTo("SUCCEEDED 1"));
        }
    }

    @Test
    void retriesFailuresUntilTheAttemptsAreUsedUp() {
        JobId id = stored(aJob().maxAttempts(2));

        finish(claim(1), failed());
        assertThat(places.of(id)).isEqualTo("scheduled 2");
        assertThat(store.promote(10)).isEqualTo(Map.of("default", 1));
        finish(claim(1), failed());

        assertThat(places.of(id)).isEqualTo("DEAD 2");
        assertThat(database.rows("select attempt, kind, error_class, message from attempt order by attempt"))
                .containsExactly(
                        List.of(1, "FAILED", "java.lang.IllegalStateException", "it\uFFFDbroke"),
                        List.of(2, "FAILED", "java.lang.IllegalStateException", "it\uFFFDbroke"));
    }

    @Test
    void anOperatorsRetryCountsTheAttemptsAnew() {
        JobId id = stored(aJob().maxAttempts(2));
        die(id);

        assertThat(store.retry(id, "ann")).isEqualTo(RetryReply.RETRIED);
        assertThat(places.of(id)).isEqualTo("ready 3");
        assertThat(database.rows("select attempt, state, retried_by from outcome_history"))
                .containsExactly(List.of(2, "DEAD", "ann"));
        finish(claim(1), failed());
        assertThat(places.of(id)).isEqualTo("scheduled 4");
        store.promote(10);
        finish(claim(1), failed());

        assertThat(places.of(id)).isEqualTo("DEAD 4");
    }

    @Test
    void retriesOnlyWhatEndedWithoutSuccess() {
        JobId id = stored(aJob());
        assertThat(store.retry(id, "ann")).isEqualTo(RetryReply.NOT_ENDED);
        Claimed claimed = claim(1);
        assertThat(store.retry(id, "ann")).isEqualTo(RetryReply.NOT_ENDED);
        finish(claimed, succeeded());
        assertThat(store.retry(id, "ann")).isEqualTo(RetryReply.SUCCEEDED);
        assertThat(store.retry(AJob.IDS.next(), "ann")).isEqualTo(RetryReply.NOT_FOUND);

        JobId cancelled = stored(aJob().startBefore(PAST));
        store.cancel(cancelled, "ann");
        assertThat(store.retry(cancelled, "ann")).isEqualTo(RetryReply.RETRIED);
        assertThat(store.expire(10))
                .as("it ran out of time before; the retry forgot that")
                .isZero();
        assertThat(places.of(cancelled)).isEqualTo("ready 2");
    }

    @Test
    void oneOfTwoOperatorsRetries() {
        for (int round = 0; round < 10; round++) {
            JobId id = stored(aJob());
            store.cancel(id, "ann");

            assertThat(Together.run(4, i -> store.retry(id, "ann"))).containsOnlyOnce(RetryReply.RETRIED);
        }
    }

    @Test
    void promotesWhatIsDueByItsTimeUpToTheLimit() {
        List<JobId> ids = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ids.add(stored(aJob().queue(i == 1 ? "b" : "a").delay(Duration.ofHours(1))));
        }
        assertThat(store.promote(10)).isEmpty();
        database.execute(
                "update scheduled set due = current_timestamp - interval '5' second where job_id = ?",
                ids.get(0).value());
        database.execute(
                "update scheduled set due = current_timestamp - interval '9' second where job_id = ?",
                ids.get(1).value());

        assertThat(store.promote(1)).isEqualTo(Map.of("b", 1));
        assertThat(store.promote(10)).isEqualTo(Map.of("a", 1));
        assertThat(ids.stream().map(places::of)).containsExactly("ready 1", "ready 1", "scheduled 1");
    }

    @Test
    void promotesEachJobOnce() {
        List<NewJob> jobs = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            jobs.add(aJob().delay(Duration.ofHours(1)).build());
        }
        store.insert(jobs);
        database.execute("update scheduled set due = current_timestamp - interval '5' second");

        List<Integer> promoted = Together.run(4, i -> {
            int sum = 0;
            for (int n = 0; n < 20; n++) {
                sum += store.promote(50).getOrDefault("default", 0);
            }
            return sum;
        });

        assertThat(promoted.stream().mapToInt(Integer::intValue).sum()).isEqualTo(300);
    }

    @Test
    void expiresWhatDidNotStartInTime() {
        JobId ready = stored(aJob().startBefore(PAST));
        JobId scheduled = stored(aJob().startBefore(PAST).delay(Duration.ofHours(1)));
        JobId inTime = stored(aJob().startBefore(Instant.parse("2126-01-01T00:00:00Z")));
        JobId second = stored(aJob().startBefore(PAST));
        database.execute("update ready set attempt = 2 where job_id = ?", second.value());

        assertThat(store.expire(10)).isEqualTo(2);

        assertThat(places.of(ready)).isEqualTo("EXPIRED 1");
        assertThat(places.of(scheduled)).isEqualTo("EXPIRED 1");
        assertThat(places.of(inTime)).isEqualTo("ready 1");
        assertThat(places.of(second)).isEqualTo("ready 2");
        assertThat(database.number("select count(*) from expiry")).isEqualTo(1);
    }

    @Test
    void expiresAJobThatWasReleasedUnstarted() {
        Claimed claimed = running(aJob().startBefore(PAST));
        assertThat(only(claimed).startBefore()).isEqualTo(PAST);
        assertThat(store.expire(10)).as("it is claimed: its node decides").isZero();

        store.release(node, claimed.id(), null);
        assertThat(store.expire(10)).isEqualTo(1);

        assertThat(places.of(only(claimed).id())).isEqualTo("EXPIRED 1");
    }

    @Test
    void prunesOnlyWhatEndedLongAgo() {
        JobId old = succeeded("old");
        JobId fresh = succeeded("fresh");
        JobId dead = stored(aJob().maxAttempts(1).tags("x").key("dead", "x"));
        die(dead);
        JobId waiting = stored(aJob());
        age(old);
        dead = age(dead);
        waiting = age(waiting);
        assertThat(store.prune(Set.of(JobState.SUCCEEDED), Duration.ofDays(1), 10))
                .isEqualTo(1);
        assertThat(database.rows("select id from job"))
                .extracting(row -> row.get(0))
                .containsExactlyInAnyOrder(fresh.value(), dead.value(), waiting.value());
        assertThat(store.prune(Set.of(JobState.SUCCEEDED), Duration.ofDays(1), 10))
                .isZero();

        assertThat(store.prune(Set.of(JobState.DEAD, JobState.CANCELLED), Duration.ofDays(1), 10))
                .isEqualTo(1);

        assertThat(database.number("select count(*) from attempt")).isZero();
        for (String table : List.of("job_tag", "idempotency")) {
            assertThat(database.rows("select job_id from " + table)).as(table).containsExactly(List.of(fresh.value()));
        }
        assertThatThrownBy(() -> store.prune(Set.of(JobState.READY), Duration.ZERO, 10))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void prunesInBatchesOldestFirstPastWhatIsKept() {
        List<JobId> ids = stored(30);
        Claimed claimed = claim(30);
        List<Finished> ended = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            ended.add(ended(claimed, claimed.jobs().get(i), i % 3 == 0 ? new Finished.Cancelled(null) : succeeded()));
        }
        store.finish(node, ended);
        ids.forEach(this::age);

        List<Integer> batches = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            batches.add(store.prune(Set.of(JobState.SUCCEEDED), Duration.ofDays(1), 8));
        }
        assertThat(batches).containsExactly(8, 8, 4, 0);

        JobId late = succeeded("late");
        age(late);
        assertThat(store.prune(Set.of(JobState.SUCCEEDED), Duration.ofDays(1), 8))
                .isEqualTo(1);
        assertThat(database.number("select count(*) from job")).isEqualTo(10);
    }

    private JobId succeeded(String key) {
        Claimed claimed = running(aJob().key(key, "x").tags("t"));
        finish(claimed, succeeded());
        return only(claimed).id();
    }

    private void die(JobId id) {
        while (!places.of(id).startsWith("DEAD")) {
            store.promote(10);
            finish(claim(1), failed());
        }
    }

    /** As if it had been submitted and had ended ten days ago. */
    private JobId age(JobId id) {
        JobId old = new JobId(new UUID(
                id.value().getMostSignificantBits() - (Duration.ofDays(10).toMillis() << 16),
                id.value().getLeastSignificantBits()));
        for (String table : List.of("outcome", "attempt", "job_tag", "idempotency", "ready")) {
            database.execute("update " + table + " set job_id = ? where job_id = ?", old.value(), id.value());
        }
        database.execute("update job set id = ? where id = ?", old.value(), id.value());
        database.execute(
                "update outcome set finished_at = finished_at - interval '10' day where job_id = ?", old.value());
        return old;
    }
}
