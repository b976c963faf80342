package io.nightshift.store.duty;

import static io.nightshift.store.AJob.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightshift.api.client.RetryReply;
import io.nightshift.api.job.JobId;
import io.nightshift.store.JobStoreContract;
import io.nightshift.store.Together;
import io.nightshift.store.port.Claimed;
import io.nightshift.store.port.Finished;
import io.nightshift.store.port.Gate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The time limit of a job over all its attempts. */
abstract class TimeLimitContract extends JobStoreContract {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Gate ONE = Gate.concurrency("busy", 1);

    @Test
    void beginsWhenTheJobIsFirstDue() {
        stored(aJob().timeLimit(MINUTE));
        stored(aJob().timeLimit(MINUTE).runAt(Instant.parse("2020-01-01T00:00:00Z")));
        stored(aJob().timeLimit(MINUTE).delay(HOUR));
        stored(aJob().timeLimit(MINUTE).runAt(Instant.parse("2126-01-01T00:00:00Z")));
        stored(aJob());

        assertThat(database.number("select count(*) from job where end_before = submitted_at + interval '1' minute"))
                .isEqualTo(2);
        assertThat(database.number("select count(*) from job j join scheduled s on s.job_id = j.id"
                        + " where j.end_before = s.due + interval '1' minute"))
                .isEqualTo(2);
        assertThat(database.number("select count(*) from expiry e join job j on j.id = e.job_id"
                        + " where e.end_before = j.end_before and e.look_at = j.end_before"))
                .isEqualTo(4);
    }

    @Test
    void claimTellsTheEnd() {
        assertThat(only(running(aJob())).endBefore()).isNull();

        Instant before = nowOfDatabase();
        assertThat(only(running(aJob().timeLimit(MINUTE))).endBefore())
                .isBetween(before.plus(MINUTE), nowOfDatabase().plus(MINUTE));
    }

    @Test
    void expiresWhatNeverStarted() {
        stored(aJob().gate(ONE));
        JobId ready = stored(aJob().timeLimit(MINUTE));
        JobId scheduled = stored(aJob().timeLimit(MINUTE).delay(HOUR));
        JobId blocked = stored(aJob().timeLimit(MINUTE).gate(ONE));
        JobId inTime = stored(aJob().timeLimit(MINUTE));
        assertThat(store.expire(10)).isZero();
        limitEnds(ready, scheduled, blocked);

        assertThat(store.expire(10)).isEqualTo(3);

        assertThat(List.of(places.of(ready), places.of(scheduled), places.of(blocked), places.of(inTime)))
                .containsExactly("EXPIRED 1", "EXPIRED 1", "EXPIRED 1", "ready 1");
        assertThat(database.number("select count(*) from expiry")).isEqualTo(1);
    }

    @Test
    void whatWaitsForItsRetryIsDead() {
        Claimed claimed = running(aJob().timeLimit(MINUTE));
        finish(claimed, failed(Duration.ofSeconds(30)));
        JobId id = only(claimed).id();
        assertThat(places.of(id)).isEqualTo("scheduled 2");
        limitEnds(id);

        assertThat(store.expire(10)).isEqualTo(1);

        assertThat(places.of(id)).isEqualTo("DEAD 2");
        assertThat(reason(id)).contains("time limit");
        assertThat(database.number("select count(*) from expiry")).isZero();
    }

    @Test
    void retryThatWouldComeTooLateIsNotScheduled() {
        Claimed claimed = running(aJob().timeLimit(MINUTE));

        finish(claimed, failed(MINUTE));

        JobId id = only(claimed).id();
        assertThat(places.of(id)).isEqualTo("DEAD 1");
        assertThat(reason(id)).contains("time limit");
        assertThat(database.rows("select kind, message from attempt"))
                .containsExactly(List.of("FAILED", "it\uFFFDbroke"));
    }

    @Test
    void snoozeThatWouldEndTooLateIsNotScheduled() {
        Claimed claimed = running(aJob().timeLimit(MINUTE));

        finish(claimed, new Finished.Snoozed(MINUTE));

        assertThat(places.of(only(claimed).id())).isEqualTo("DEAD 1");
        assertThat(reason(only(claimed).id())).contains("time limit");
    }

    @Test
    void whatSnoozesHasStartedAndIsDead() {
        Claimed claimed = running(aJob().startBefore(Instant.now().plus(MINUTE)).timeLimit(HOUR));
        finish(claimed, new Finished.Snoozed(MINUTE));
        JobId id = only(claimed).id();
        assertThat(database.number("select count(*) from expiry where start_before is null and look_at = end_before"))
                .isEqualTo(1);
        limitEnds(id);

        assertThat(store.expire(10)).isEqualTo(1);

        assertThat(places.of(id)).isEqualTo("DEAD 1");
    }

    @Test
    void otherJobsOfTheSameFinishAreTriedAgain() {
        stored(aJob().timeLimit(MINUTE));
        JobId limited = stored(aJob().timeLimit(HOUR.multipliedBy(2)));
        JobId unlimited = stored(aJob());

        finish(claim(3), failed(HOUR));

        assertThat(places.of(limited)).isEqualTo("scheduled 2");
        assertThat(places.of(unlimited)).isEqualTo("scheduled 2");
        assertThat(database.number("select count(*) from outcome")).isEqualTo(1);
    }

    @Test
    void usedUpAttemptsSayNothingOfTheLimit() {
        Claimed claimed = running(aJob().maxAttempts(1).timeLimit(MINUTE));

        finish(claimed, failed(HOUR));

        assertThat(places.of(only(claimed).id())).isEqualTo("DEAD 1");
        assertThat(reason(only(claimed).id())).isEqualTo("null");
    }

    @Test
    void runningJobIsItsNodesToStopButNotForgotten() {
        Claimed claimed = running(aJob().timeLimit(MINUTE));
        JobId id = only(claimed).id();
        limitEnds(id);

        assertThat(store.expire(10)).isZero();
        assertThat(places.of(id)).isEqualTo("claim 1");
        assertThat(store.expire(10)).as("not looked at again at once").isZero();
        assertThat(database.number("select count(*) from expiry where look_at > current_timestamp"))
                .isEqualTo(1);

        loseNode();
        store.rescue(10, 3);
        database.execute("update expiry set look_at = current_timestamp");
        assertThat(store.expire(10)).isEqualTo(1);
        assertThat(places.of(id)).isEqualTo("DEAD 2");
    }

    @Test
    void forgetsTheLimitOfAJobThatHasEnded() {
        Claimed claimed = running(aJob().timeLimit(MINUTE));
        finish(claimed, succeeded());
        limitEnds(only(claimed).id());

        assertThat(store.expire(10)).isZero();

        assertThat(places.of(only(claimed).id())).isEqualTo("SUCCEEDED 1");
        assertThat(database.number("select count(*) from expiry")).isZero();
    }

    @Test
    void limitOutlivesTheLatestStart() {
        Claimed claimed = running(
                aJob().startBefore(Instant.parse("2020-01-01T00:00:00Z")).timeLimit(HOUR));
        JobId id = only(claimed).id();
        assertThat(store.expire(10)).as("it is claimed: its node decides").isZero();
        finish(claimed, failed(MINUTE));
        assertThat(store.expire(10)).isZero();
        limitEnds(id);

        assertThat(store.expire(10)).isEqualTo(1);

        assertThat(places.of(id)).isEqualTo("DEAD 2");
    }

    @Test
    void releaseBringsTheLatestStartBack() {
        Claimed claimed = running(
                aJob().startBefore(Instant.parse("2020-01-01T00:00:00Z")).timeLimit(HOUR));
        store.expire(10);

        store.release(node, claimed.id(), null);
        assertThat(store.expire(10)).isEqualTo(1);

        assertThat(places.of(only(claimed).id())).isEqualTo("EXPIRED 1");
    }

    @Test
    void retryOfAnOperatorStartsTheLimitAnew() {
        JobId id = stored(aJob().timeLimit(HOUR));
        limitEnds(id);
        store.expire(10);
        assertThat(places.of(id)).isEqualTo("EXPIRED 1");

        assertThat(store.retry(id, "ann")).isEqualTo(RetryReply.RETRIED);

        assertThat(store.expire(10)).isZero();
        Instant end = Objects.requireNonNull(only(claim(1)).endBefore());
        assertThat(end).isAfter(nowOfDatabase().plus(HOUR).minus(MINUTE));
        assertThat(database.number("select count(*) from expiry e join job j on j.id = e.job_id"
                        + " where e.end_before = j.end_before and e.look_at = j.end_before"))
                .isEqualTo(1);
    }

    @Test
    void expiresEachJobOnce() {
        for (int i = 0; i < 100; i++) {
            stored(aJob().timeLimit(MINUTE));
        }
        database.execute("update expiry set end_before = look_at - interval '2' minute, look_at = current_timestamp");

        List<Integer> expired = Together.run(4, i -> store.expire(40) + store.expire(40) + store.expire(40));

        assertThat(expired.stream().mapToInt(Integer::intValue).sum()).isEqualTo(100);
    }

    @Test
    void cancelledJobNeedsNoLimitAnyMore() {
        JobId id = stored(aJob().timeLimit(MINUTE));

        store.cancel(id, "ann");

        assertThat(database.number("select count(*) from expiry")).isZero();
        assertThat(Set.of(places.of(id))).containsOnly("CANCELLED 1");
    }

    private void limitEnds(JobId... ids) {
        for (JobId id : ids) {
            database.execute(
                    "update expiry set end_before = current_timestamp - interval '1' second,"
                            + " look_at = current_timestamp - interval '1' second where job_id = ?",
                    id.value());
            database.execute(
                    "update job set end_before = current_timestamp - interval '1' second where id = ?", id.value());
        }
    }

    private Instant nowOfDatabase() {
        return own.call("Asking for the time", io.nightshift.store.sql.Values::now);
    }

    private String reason(JobId id) {
        return Objects.toString(database.rows("select reason from outcome where job_id = ?", id.value())
                .get(0)
                .get(0));
    }
}
