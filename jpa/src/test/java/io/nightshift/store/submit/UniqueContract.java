package io.nightshift.store.submit;

import static io.nightshift.store.AJob.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightshift.api.client.CancelReply;
import io.nightshift.api.client.RetryReply;
import io.nightshift.api.job.JobId;
import io.nightshift.api.job.JobState;
import io.nightshift.store.AJob;
import io.nightshift.store.JobStoreContract;
import io.nightshift.store.Together;
import io.nightshift.store.port.Claimed;
import io.nightshift.store.port.Finished;
import io.nightshift.store.port.Gate;
import io.nightshift.store.port.Inserted;
import io.nightshift.store.port.Inserted.Kind;
import io.nightshift.store.port.NewJob;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Unique keys: at most one pending job has each. */
abstract class UniqueContract extends JobStoreContract {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Gate ONE = Gate.concurrency("busy", 1);

    @Test
    void whatATransactionReplacedItFindsEnded() throws Exception {
        JobId old = stored(aJob().replace("u").timeLimit(Duration.ofHours(1)));

        jta.transaction(() -> {
            joined.insertAll(List.of(aJob().replace("u").build()));
            assertThat(joined.cancel(old, "ann")).isEqualTo(CancelReply.ENDED);
            assertThat(joined.retry(old, "ann")).isEqualTo(RetryReply.RETRIED);
            return true;
        });

        assertThat(places.of(old)).isEqualTo("ready 2");
    }

    @Test
    void keepNamesTheJobThatIsPendingWhereverItWaits() {
        stored(aJob().gate(ONE));
        JobId ready = stored(aJob().keep("ready"));
        JobId scheduled = stored(aJob().keep("scheduled").delay(HOUR));
        JobId blocked = stored(aJob().keep("blocked").gate(ONE));

        List<Inserted> answers = store.insert(List.of(
                aJob().keep("ready").build(),
                aJob().keep("scheduled").build(),
                aJob().keep("blocked").build()));

        assertThat(answers).extracting(Inserted::kind).containsOnly(Kind.EXISTING);
        assertThat(answers).extracting(Inserted::id).containsExactly(ready, scheduled, blocked);
        assertThat(answers).extracting(Inserted::ready).containsOnly(false);
        assertThat(database.number("select count(*) from job")).isEqualTo(4);
    }

    @Test
    void replaceTakesThePlaceOfTheJobThatIsPendingWhereverItWaits() {
        stored(aJob().gate(ONE));
        JobId ready = stored(aJob().keep("ready"));
        JobId scheduled = stored(aJob().replace("scheduled").delay(HOUR));
        JobId blocked = stored(aJob().keep("blocked").gate(ONE));

        List<Inserted> answers = store.insert(List.of(
                aJob().replace("ready").build(),
                aJob().replace("scheduled").delay(HOUR).build(),
                aJob().replace("blocked").gate(ONE).build()));

        assertThat(answers).extracting(Inserted::kind).containsOnly(Kind.CREATED);
        assertThat(answers.stream().map(one -> places.of(one.id())))
                .containsExactly("ready 1", "scheduled 1", "blocked 1");
        assertThat(List.of(places.of(ready), places.of(scheduled), places.of(blocked)))
                .containsOnly("CANCELLED 1");
        assertThat(reason(scheduled))
                .contains("Replaced by job " + answers.get(1).id(), "ann");
    }

    @Test
    void jobThatANodeHasTakenIsNotPendingAnyMore() {
        Claimed claimed = running(aJob().keep("k"));

        JobId kept = stored(aJob().keep("k"));
        finish(claimed, succeeded());
        assertThat(insert(aJob().keep("k")).id()).isEqualTo(kept);
        Claimed second = claim(1);
        JobId replacing = stored(aJob().replace("k"));

        assertThat(places.of(only(second).id())).isEqualTo("claim 1");
        assertThat(places.of(replacing)).isEqualTo("ready 1");
        finish(second, succeeded());
    }

    @Test
    void jobThatWaitsForItsRetryIsNotPending() {
        Claimed claimed = running(aJob().keep("k"));
        finish(claimed, failed(HOUR));

        JobId replacing = stored(aJob().replace("k"));

        assertThat(places.of(only(claimed).id())).isEqualTo("scheduled 2");
        assertThat(insert(aJob().keep("k")).id()).isEqualTo(replacing);
    }

    @Test
    void jobThatSnoozesIsNotPending() {
        Claimed claimed = running(aJob().keep("k"));
        finish(claimed, new Finished.Snoozed(HOUR));

        JobId replacing = stored(aJob().replace("k"));

        assertThat(places.of(only(claimed).id())).isEqualTo("scheduled 1");
        assertThat(insert(aJob().keep("k")).id()).isEqualTo(replacing);
    }

    @Test
    void jobThatAnOperatorMadeReadyAgainIsLeftAlone() {
        JobId first = stored(aJob().keep("k"));
        JobId second = stored(aJob().replace("k"));
        assertThat(store.retry(first, "eve")).isEqualTo(RetryReply.RETRIED);

        JobId third = stored(aJob().replace("k"));

        assertThat(places.of(first)).isEqualTo("ready 2");
        assertThat(places.of(second)).isEqualTo("CANCELLED 1");
        assertThat(places.of(third)).isEqualTo("ready 1");
        assertThat(database.rows("select reason from outcome_history").get(0).get(0))
                .asString()
                .contains(second.toString());
    }

    @Test
    void endedJobMakesRoom() {
        JobId first = stored(aJob().keep("k"));
        assertThat(store.cancel(first, "eve")).isEqualTo(CancelReply.CANCELLED);

        JobId second = stored(aJob().keep("k"));

        assertThat(places.of(second)).isEqualTo("ready 1");
    }

    @Test
    void jobsOfOneCallComeOneAfterTheOther() {
        JobId before = stored(aJob().keep("k").delay(HOUR));
        NewJob first = aJob().keep("k").build();
        NewJob second = aJob().replace("k").build();
        NewJob third = aJob().replace("k").delay(HOUR).build();
        NewJob last = aJob().keep("k").build();
        NewJob other = aJob().keep("other").build();

        List<Inserted> answers = store.insertAll(List.of(first, aJob().build(), second, third, other, last));

        assertThat(answers)
                .extracting(Inserted::kind)
                .containsExactly(Kind.EXISTING, Kind.CREATED, Kind.CREATED, Kind.CREATED, Kind.CREATED, Kind.EXISTING);
        assertThat(answers.get(0).id()).isEqualTo(before);
        assertThat(answers.get(5).id()).isEqualTo(third.id());
        assertThat(answers.get(2).ready()).as("replaced in the same call").isFalse();
        assertThat(List.of(places.of(before), places.of(second.id()), places.of(third.id()), places.of(other.id())))
                .containsExactly("CANCELLED 1", "CANCELLED 1", "scheduled 1", "ready 1");
        assertThat(reason(before)).contains(second.id().toString());
        assertThat(reason(second.id())).contains(third.id().toString());
    }

    @Test
    void repeatingARequestReplacesNothing() {
        JobId first = stored(aJob().replace("k").key("i", "x"));
        JobId second = stored(aJob().replace("k").key("j", "x"));

        List<Inserted> again = store.insert(List.of(
                aJob().replace("k").key("j", "x").build(),
                aJob().replace("k").key("i", "x").build(),
                aJob().replace("k").key("i", "y").build()));

        assertThat(again)
                .containsExactly(
                        new Inserted(second, Kind.EXISTING, false),
                        new Inserted(first, Kind.EXISTING, false),
                        new Inserted(first, Kind.CONFLICT, false));
        assertThat(places.of(second)).isEqualTo("ready 1");
    }

    @Test
    void sameIdempotencyKeyTwiceInOneCallIsOneJob() {
        List<Inserted> answers = store.insert(List.of(
                aJob().replace("k").key("i", "x").build(),
                aJob().replace("k").key("i", "x").build()));

        assertThat(answers).extracting(Inserted::kind).containsExactly(Kind.CREATED, Kind.EXISTING);
        assertThat(places.of(answers.get(0).id())).isEqualTo("ready 1");
        assertThat(database.number("select count(*) from job")).isEqualTo(1);
    }

    @Test
    void whatKeepAnswersUsesUpNoIdempotencyKey() {
        JobId first = stored(aJob().keep("k"));
        assertThat(insert(aJob().keep("k").key("i", "x")).id()).isEqualTo(first);
        finish(claim(1), succeeded());

        assertThat(insert(aJob().keep("k").key("i", "x")).kind()).isEqualTo(Kind.CREATED);
    }

    @Test
    void refusalOfAllReplacesNothing() {
        stored(aJob().key("taken", "x"));
        JobId pending = stored(aJob().keep("k"));

        List<Inserted> refused = store.insertAll(List.of(
                aJob().replace("k").build(),
                aJob().replace("fresh").build(),
                aJob().key("taken", "y").build()));

        assertThat(refused.get(2).kind()).isEqualTo(Kind.CONFLICT);
        assertThat(places.of(pending)).isEqualTo("ready 1");
        assertThat(insert(aJob().keep("k")).id()).isEqualTo(pending);
        assertThat(database.number("select count(*) from pending_key")).isEqualTo(1);
    }

    @Test
    void replacesInTheCallersTransactionOrNotAtAll() throws Exception {
        JobId first = stored(aJob().keep("k").delay(HOUR));

        jta.transaction(() -> {
            joined.insertAll(List.of(aJob().replace("k").delay(HOUR).build()));
            return false;
        });
        assertThat(places.of(first)).isEqualTo("scheduled 1");
        assertThat(insert(aJob().keep("k")).id()).isEqualTo(first);

        jta.transaction(() -> {
            joined.insertAll(List.of(aJob().replace("k").delay(HOUR).build()));
            return true;
        });
        assertThat(places.of(first)).isEqualTo("CANCELLED 1");
        assertThat(database.number("select count(*) from scheduled")).isEqualTo(1);
    }

    /** Finishers with and without a key, the promoter and the expirer go on while a caller's transaction is open. */
    @Test
    void openTransactionOfACallerHoldsUpNobodyElse() throws Exception {
        Claimed claimed = running(aJob().gate(ONE));
        JobId waits = stored(aJob().gate(ONE));
        stored(aJob().keep("k").gate(ONE).delay(HOUR).timeLimit(HOUR));
        database.execute("update expiry set look_at = current_timestamp");

        jta.transaction(() -> {
            joined.insert(List.of(aJob().replace("k").delay(HOUR).build()));
            if (database.dialect() == io.nightshift.store.sql.Dialect.POSTGRESQL) {
                store.expire(10);
            }
            store.promote(10);
            assertThat(finish(claimed, succeeded())).isEmpty();
            return true;
        });

        assertThat(places.of(waits)).isEqualTo("ready 1");
    }

    @Test
    void replacedJobGivesItsConcurrencyKeyFree() {
        stored(aJob().replace("k").gate(ONE));

        Inserted second = insert(aJob().replace("k").gate(ONE));

        assertThat(second.ready()).isTrue();
        assertThat(places.of(second.id())).isEqualTo("ready 1");
    }

    @Test
    void replacedInACallersTransactionItGivesItsConcurrencyKeyFreeSoonAfter() throws Exception {
        stored(aJob().replace("k").gate(ONE));
        List<Inserted> second = new ArrayList<>();
        jta.transaction(() -> second.addAll(
                joined.insert(List.of(aJob().replace("k").gate(ONE).build()))));

        store.mend(100);

        assertThat(places.of(second.get(0).id())).isEqualTo("ready 1");
    }

    @Test
    void ofManyThatKeepAtOnceOneIsStored() {
        for (int round = 0; round < 20; round++) {
            String key = "k" + round;

            List<Inserted> answers = Together.run(8, i -> insert(aJob().keep(key)));

            assertThat(answers).filteredOn(one -> one.kind() == Kind.CREATED).hasSize(1);
            assertThat(answers.stream().map(Inserted::id).distinct()).hasSize(1);
        }
    }

    @Test
    void ofManyThatReplaceAtOnceOneIsPending() {
        for (int round = 0; round < 20; round++) {
            String key = "k" + round;
            boolean delayed = round % 2 == 0;

            List<Inserted> answers =
                    Together.run(8, i -> insert(delayed ? aJob().replace(key).delay(HOUR) : aJob().replace(key)));

            assertThat(answers).extracting(Inserted::kind).containsOnly(Kind.CREATED);
            assertThat(answers.stream().map(one -> places.of(one.id())).filter("CANCELLED 1"::equals))
                    .hasSize(7);
        }
    }

    @Test
    void neverTwoArePendingWhileNodesTakeThem() {
        List<Integer> taken = Together.run(5, i -> {
            int count = 0;
            for (int n = 0; n < 100; n++) {
                if (i == 0) {
                    Claimed claimed = claimOrNull(10);
                    if (claimed != null) {
                        assertThat(claimed.jobs().size()).as("pending at once").isLessThanOrEqualTo(1);
                        finish(claimed, succeeded());
                        count++;
                    }
                } else if (i == 1) {
                    store.insert(List.of(aJob().keep("k").build()));
                } else {
                    store.insert(List.of(aJob().replace("k").build()));
                }
            }
            return count;
        });

        assertThat(database.number("select count(*) from ready")).isLessThanOrEqualTo(1);
        assertThat(database.number("select count(*) from outcome where state = 'SUCCEEDED'"))
                .isEqualTo(taken.get(0).longValue());
    }

    @Test
    void keysInOppositeOrderDoNotDeadlock() {
        List<List<Inserted>> answers = Together.run(4, i -> {
            List<NewJob> jobs = new ArrayList<>();
            for (int n = 0; n < 50; n++) {
                jobs.add((i < 2 ? aJob().replace("k" + n) : aJob().keep("k" + n)).build());
            }
            if (i % 2 == 0) {
                Collections.reverse(jobs);
            }
            return store.insert(jobs);
        });

        assertThat(answers).hasSize(4);
        assertThat(database.number("select count(*) from ready")).isEqualTo(50);
    }

    @Test
    void waitsForTheTransactionThatHasTheKey() {
        List<Inserted> kept = afterUncommitted(
                () -> joined.insert(List.of(aJob().keep("k").build())).get(0), () -> insert(aJob().keep("k")));
        assertThat(kept).extracting(Inserted::kind).containsExactly(Kind.CREATED, Kind.EXISTING);

        List<Inserted> replaced = afterUncommitted(
                () -> joined.insert(List.of(aJob().replace("k").build())).get(0), () -> insert(aJob().replace("k")));
        assertThat(places.of(kept.get(0).id())).isEqualTo("CANCELLED 1");
        assertThat(places.of(replaced.get(0).id())).isEqualTo("CANCELLED 1");
        assertThat(places.of(replaced.get(1).id())).isEqualTo("ready 1");
    }

    @Test
    void cancelAndReplaceOfOneJobEndItOnce() {
        for (int round = 0; round < 20; round++) {
            JobId id = stored(aJob().keep("k" + round).delay(HOUR).timeLimit(HOUR));
            String key = "k" + round;

            Together.run(4, i -> i < 2 ? store.cancel(id, "eve") : insert(aJob().replace(key)));

            assertThat(places.of(id)).isEqualTo("CANCELLED 1");
        }
    }

    @Test
    void keyGoesWithTheLastJobThatHadIt() {
        JobId first = stored(aJob().keep("k"));
        finish(claim(1), succeeded());
        JobId second = stored(aJob().keep("k"));

        assertThat(store.prune(Set.of(JobState.SUCCEEDED), Duration.ZERO, 10)).isEqualTo(1);
        assertThat(database.rows("select job_id from pending_key"))
                .containsExactly(List.of(second.value()))
                .doesNotContain(List.of(first.value()));

        finish(claim(1), succeeded());
        assertThat(store.prune(Set.of(JobState.SUCCEEDED), Duration.ZERO, 10)).isEqualTo(1);
        assertThat(database.number("select count(*) from pending_key")).isZero();
    }

    private Inserted insert(AJob job) {
        return store.insert(List.of(job.build())).get(0);
    }

    private String reason(JobId id) {
        @Nullable
        Object reason = database.rows("select reason from outcome where job_id = ?", id.value())
                .get(0)
                .get(0);
        return Objects.toString(reason);
    }
}
