package io.nightshift.store.submit;

import static io.nightshift.store.AJob.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightshift.api.job.JobId;
import io.nightshift.store.AJob;
import io.nightshift.store.JobStoreContract;
import io.nightshift.store.Together;
import io.nightshift.store.port.Inserted;
import io.nightshift.store.port.Inserted.Kind;
import io.nightshift.store.port.NewJob;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Storing jobs: keys, all or none, and the caller's transaction. */
abstract class SubmitContract extends JobStoreContract {

    @Test
    void storesJobsOfEveryKindInOneCall() {
        Instant later = Instant.parse("2126-03-01T09:00:00Z");

        List<Inserted> inserted = store.insert(List.of(
                aJob().build(),
                aJob().delay(Duration.ofHours(1)).tags("a", "b'\"{},", "a").build(),
                aJob().runAt(later).key("k1", "x").build(),
                aJob().runAt(later.minusSeconds(10_000_000_000L))
                        .startBefore(later)
                        .build(),
                aJob().key("k2", "y").tags("a").build()));

        assertThat(inserted).allSatisfy(one -> assertThat(one.kind()).isEqualTo(Kind.CREATED));
        assertThat(inserted).extracting(Inserted::ready).containsExactly(true, false, false, true, true);
        assertThat(inserted.stream().map(one -> places.of(one.id())))
                .containsExactly("ready 1", "scheduled 1", "scheduled 1", "ready 1", "ready 1");
        assertThat(database.number("select count(*) from job_tag where tag = 'a'"))
                .isEqualTo(2);
        assertThat(database.number("select count(*) from job_tag where tag = 'b''\"{},'"))
                .isEqualTo(1);
        assertThat(database.number("select count(*) from expiry")).isEqualTo(1);
        assertThat(database.number("select count(*) from scheduled where due = timestamp with time zone"
                        + " '2126-03-01 09:00:00+00'"))
                .isEqualTo(1);
        assertThat(database.number("select count(*) from job where submitted_at between"
                        + " current_timestamp - interval '10' second and current_timestamp"))
                .isEqualTo(5);
    }

    @Test
    void answersInTheOrderOfTheCall() {
        List<NewJob> jobs = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            AJob job = aJob();
            jobs.add((i % 3 == 0 ? job.key("key" + (50 - i), "x") : job).build());
        }

        assertThat(store.insert(jobs))
                .extracting(Inserted::id)
                .isEqualTo(jobs.stream().map(NewJob::id).toList());
    }

    @Test
    void repeatingARequestWithItsKeyNamesTheSameJob() {
        JobId first = stored(aJob().key("k", "same"));
        JobId other = aJob().build().id();

        List<Inserted> again = store.insert(List.of(
                aJob().key("k", "same").build(),
                aJob().key("k", "different").build(),
                aJob().id(other).build()));

        assertThat(again)
                .containsExactly(
                        new Inserted(first, Kind.EXISTING, false),
                        new Inserted(first, Kind.CONFLICT, false),
                        new Inserted(other, Kind.CREATED, true));
        assertThat(database.number("select count(*) from job")).isEqualTo(2);
    }

    @Test
    void sameKeyTwiceInOneCallIsOneJob() {
        NewJob first = aJob().key("k", "same").build();

        List<Inserted> inserted = store.insert(List.of(
                first,
                aJob().key("k", "same").build(),
                aJob().key("k", "different").build()));

        assertThat(inserted).extracting(Inserted::kind).containsExactly(Kind.CREATED, Kind.EXISTING, Kind.CONFLICT);
        assertThat(inserted).allSatisfy(one -> assertThat(one.id()).isEqualTo(first.id()));
        assertThat(database.number("select count(*) from job")).isEqualTo(1);
    }

    @Test
    void sameKeyFromEightThreadsIsOneJob() {
        for (int round = 0; round < 20; round++) {
            String key = "k" + round;

            List<Inserted> answers = Together.run(
                    8,
                    i -> store.insert(List.of(aJob().key(key, "same").build())).get(0));

            assertThat(answers).filteredOn(one -> one.kind() == Kind.CREATED).hasSize(1);
            assertThat(answers).filteredOn(one -> one.kind() == Kind.EXISTING).hasSize(7);
            assertThat(answers.stream().map(Inserted::id).distinct()).hasSize(1);
        }
        assertThat(database.number("select count(*) from job")).isEqualTo(20);
    }

    @Test
    void sameKeysInOppositeOrderDoNotDeadlock() {
        List<List<Inserted>> answers = Together.run(4, i -> {
            List<NewJob> jobs = new ArrayList<>();
            for (int n = 0; n < 100; n++) {
                jobs.add(aJob().key("k" + n, "same").build());
            }
            if (i % 2 == 0) {
                Collections.reverse(jobs);
            }
            return store.insert(jobs);
        });

        assertThat(answers.stream().flatMap(List::stream).filter(one -> one.kind() == Kind.CREATED))
                .hasSize(100);
        assertThat(database.number("select count(*) from job")).isEqualTo(100);
    }

    @Test
    void storesAllOrNone() {
        JobId first = stored(aJob().key("taken", "one"));

        List<Inserted> refused = store.insertAll(List.of(
                aJob().build(),
                aJob().key("new", "x").delay(Duration.ofHours(1)).build(),
                aJob().key("taken", "two").build()));

        assertThat(refused.get(2)).isEqualTo(new Inserted(first, Kind.CONFLICT, false));
        assertThat(database.number("select count(*) from job")).isEqualTo(1);
        assertThat(database.number("select count(*) from idempotency")).isEqualTo(1);
        assertThat(store.insertAll(List.of(
                        aJob().key("new", "x").build(),
                        aJob().key("taken", "one").build())))
                .extracting(Inserted::kind)
                .containsExactly(Kind.CREATED, Kind.EXISTING);
    }

    @Test
    void joinsTheCallersTransaction() throws Exception {
        jta.transaction(() -> {
            joined.insert(List.of(aJob().build()));
            assertThat(claimOrNull(10)).as("before the commit").isNull();
            return true;
        });
        jta.transaction(() -> {
            joined.insert(List.of(aJob().key("k", "x").build()));
            return false;
        });

        assertThat(claim(10).jobs()).hasSize(1);
        assertThat(database.number("select count(*) from job")).isEqualTo(1);
        assertThat(database.number("select count(*) from idempotency")).isZero();
    }

    @Test
    void refusalOfAllLeavesTheRestOfTheCallersTransactionAlone() throws Exception {
        stored(aJob().key("taken", "one"));

        jta.transaction(() -> {
            joined.insert(List.of(aJob().build()));
            List<Inserted> refused = joined.insertAll(
                    List.of(aJob().build(), aJob().key("taken", "two").build()));
            assertThat(refused.get(1).kind()).isEqualTo(Kind.CONFLICT);
            joined.insertAll(List.of(aJob().build(), aJob().key("fresh", "x").build()));
            return true;
        });

        assertThat(database.number("select count(*) from job")).isEqualTo(4);
    }

    @Test
    void joinedWithoutATransactionIsDurableByItself() {
        joined.insertAll(List.of(aJob().build(), aJob().key("k", "x").build()));

        assertThat(database.number("select count(*) from job")).isEqualTo(2);
    }

    @Test
    void waitsForTheTransactionThatHoldsTheKey() throws Exception {
        List<Inserted> answers = new ArrayList<>();
        java.util.concurrent.CountDownLatch inserted = new java.util.concurrent.CountDownLatch(1);

        Together.run(2, i -> {
            if (i == 0) {
                return jta.transaction(() -> {
                    joined.insert(List.of(aJob().key("k", "x").build()));
                    inserted.countDown();
                    Thread.sleep(300);
                    return false;
                });
            }
            inserted.await();
            return answers.addAll(store.insertAll(List.of(aJob().key("k", "y").build())));
        });

        assertThat(answers).extracting(Inserted::kind).containsExactly(Kind.CREATED);
    }
}
