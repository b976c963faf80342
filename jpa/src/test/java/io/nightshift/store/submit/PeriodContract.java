package io.nightshift.store.submit;

import static io.nightshift.store.AJob.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightshift.api.job.JobId;
import io.nightshift.api.job.JobState;
import io.nightshift.store.AJob;
import io.nightshift.store.JobStoreContract;
import io.nightshift.store.Together;
import io.nightshift.store.port.Claimed;
import io.nightshift.store.port.Inserted;
import io.nightshift.store.port.Inserted.Kind;
import io.nightshift.store.port.NewJob;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Idempotency keys that stand for a period of their own. */
abstract class PeriodContract extends JobStoreContract {

    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void keyMakesANewJobAfterItsPeriod() {
        JobId first = stored(keyed("k", "x"));
        assertThat(insert(keyed("k", "x"))).isEqualTo(new Inserted(first, Kind.EXISTING, false));
        assertThat(insert(keyed("k", "y"))).isEqualTo(new Inserted(first, Kind.CONFLICT, false));

        periodsEnd();
        JobId second = stored(keyed("k", "y"));

        assertThat(second).isNotEqualTo(first);
        assertThat(insert(keyed("k", "y"))).isEqualTo(new Inserted(second, Kind.EXISTING, false));
        assertThat(database.number("select count(*) from idempotency")).isEqualTo(1);
    }

    @Test
    void periodBeginsWithTheSubmissionByTheDatabasesClock() {
        stored(keyed("k", "x").delay(Duration.ofDays(3)));
        stored(aJob().key("without", "x"));

        assertThat(database.number("select count(*) from idempotency i join job j on j.id = i.job_id"
                        + " where i.expires_at = j.submitted_at + interval '1' hour"))
                .isEqualTo(1);
        assertThat(database.number("select count(*) from idempotency where expires_at is null"))
                .isEqualTo(1);
    }

    @Test
    void scopesDoNotMeet() {
        JobId all = stored(aJob().key("", "k", "x", null));

        JobId type = stored(aJob().key("type:test.noop", "k", "y", null));

        assertThat(type).isNotEqualTo(all);
    }

    @Test
    void manySubmittersAtTheEndOfAPeriodMakeOneNewJob() {
        for (int round = 0; round < 20; round++) {
            String key = "k" + round;
            JobId old = stored(keyed(key, "x"));
            periodsEnd();

            List<Inserted> answers =
                    Together.run(8, i -> i % 2 == 0 ? insert(keyed(key, "x")) : insertAll(keyed(key, "x")));

            assertThat(answers).filteredOn(one -> one.kind() == Kind.CREATED).hasSize(1);
            assertThat(answers).filteredOn(one -> one.kind() == Kind.EXISTING).hasSize(7);
            assertThat(answers.stream().map(Inserted::id).distinct()).hasSize(1).doesNotContain(old);
        }
        assertThat(database.number("select count(*) from job")).isEqualTo(40);
    }

    @Test
    void keysAtTheEndOfTheirPeriodsInOppositeOrderDoNotDeadlock() {
        for (int n = 0; n < 50; n++) {
            stored(keyed("k" + n, "x"));
        }
        periodsEnd();

        List<List<Inserted>> answers = Together.run(4, i -> {
            List<NewJob> jobs = new ArrayList<>();
            for (int n = 0; n < 100; n++) {
                jobs.add(keyed("k" + n, "x").build());
            }
            if (i % 2 == 0) {
                Collections.reverse(jobs);
            }
            return i < 2 ? store.insert(jobs) : store.insertAll(jobs);
        });

        assertThat(answers.stream().flatMap(List::stream).filter(one -> one.kind() == Kind.CREATED))
                .hasSize(100);
        assertThat(database.number("select count(*) from job")).isEqualTo(150);
    }

    @Test
    void waitsForTheTransactionThatTakesTheKeyOver() {
        JobId old = stored(keyed("k", "x"));
        periodsEnd();

        List<Inserted> answers = afterUncommitted(
                () -> joined.insert(List.of(keyed("k", "x").build())).get(0), () -> insertAll(keyed("k", "x")));

        assertThat(answers).extracting(Inserted::kind).containsExactly(Kind.CREATED, Kind.EXISTING);
        assertThat(answers.get(1).id()).isEqualTo(answers.get(0).id()).isNotEqualTo(old);
    }

    @Test
    void takesTheKeyItselfIfThatTransactionIsRolledBack() {
        stored(keyed("k", "x"));
        periodsEnd();
        CountDownLatch taken = new CountDownLatch(1);
        List<Inserted> answers = Together.run(2, i -> {
            if (i == 1) {
                taken.await();
                return insert(keyed("k", "x"));
            }
            List<Inserted> answer = new ArrayList<>();
            jta.transaction(() -> {
                answer.addAll(joined.insert(List.of(keyed("k", "x").build())));
                taken.countDown();
                return false;
            });
            return answer.get(0);
        });

        assertThat(answers).extracting(Inserted::kind).containsExactly(Kind.CREATED, Kind.CREATED);
        assertThat(database.number("select count(*) from job")).isEqualTo(2);
    }

    @Test
    void keyOutlivesItsJobUntilItsPeriodIsOver() {
        JobId first = succeeded(keyed("k", "x"));
        succeeded(aJob().key("without", "x"));

        assertThat(store.prune(Set.of(JobState.SUCCEEDED), Duration.ZERO, 10)).isEqualTo(2);

        assertThat(insert(keyed("k", "x"))).isEqualTo(new Inserted(first, Kind.EXISTING, false));
        assertThat(database.rows("select idempotency_key from idempotency")).containsExactly(List.of("k"));
        assertThat(store.pruneKeys(10)).isZero();
        periodsEnd();
        assertThat(store.pruneKeys(10)).isEqualTo(1);
        assertThat(database.number("select count(*) from idempotency")).isZero();
    }

    @Test
    void pruningAJobLeavesTheKeyThatAnotherOneHasTakenOver() {
        JobId first = succeeded(keyed("k", "x"));
        periodsEnd();
        JobId second = stored(aJob().key("k", "x"));

        assertThat(store.prune(Set.of(JobState.SUCCEEDED), Duration.ZERO, 10)).isEqualTo(1);

        assertThat(database.rows("select id from job"))
                .extracting(row -> row.get(0))
                .containsExactly(second.value())
                .doesNotContain(first.value());
        assertThat(insert(aJob().key("k", "x"))).isEqualTo(new Inserted(second, Kind.EXISTING, false));
    }

    @Test
    void prunesKeysUpToTheLimit() {
        for (int n = 0; n < 5; n++) {
            stored(keyed("k" + n, "x"));
        }
        periodsEnd();

        assertThat(List.of(store.pruneKeys(3), store.pruneKeys(3), store.pruneKeys(3)))
                .containsExactly(3, 2, 0);
    }

    private static AJob keyed(String key, String content) {
        return aJob().key("", key, content, HOUR);
    }

    private Inserted insert(AJob job) {
        return store.insert(List.of(job.build())).get(0);
    }

    private Inserted insertAll(AJob job) {
        return store.insertAll(List.of(job.build())).get(0);
    }

    private JobId succeeded(AJob job) {
        Claimed claimed = running(job);
        finish(claimed, succeeded());
        return only(claimed).id();
    }

    private void periodsEnd() {
        database.execute("update idempotency set expires_at = current_timestamp - interval '1' second"
                + " where expires_at is not null");
    }
}
