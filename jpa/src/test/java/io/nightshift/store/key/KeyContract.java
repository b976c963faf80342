package io.nightshift.store.key;

import static io.nightshift.store.AJob.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightshift.api.job.JobId;
import io.nightshift.store.JobStoreContract;
import io.nightshift.store.Together;
import io.nightshift.store.id.TimeId;
import io.nightshift.store.port.Claimed;
import io.nightshift.store.port.Finished;
import io.nightshift.store.port.Gate;
import io.nightshift.store.port.Inserted;
import io.nightshift.store.port.NewJob;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Concurrency keys and ordering keys. */
abstract class KeyContract extends JobStoreContract {

    private static final Gate TENANT = Gate.concurrency("tenant:42", 2);
    private static final Gate ORDER = Gate.ordering("order:7");

    @AfterEach
    void noGateHasMoreHoldersThanItLetsThrough() {
        assertThat(database.rows("select g.name from key_gate g where g.most < (select count(*) from key_holder h"
                        + " where h.gate = g.name)"))
                .isEmpty();
        assertThat(database.number("select count(*) from key_holder h where not exists (select 1 from key_gate g"
                        + " where g.name = h.gate)"))
                .isZero();
    }

    @Test
    void theLimitIsThatOfTheLatestSubmissionWhateverOlderJobGoesOn() {
        JobId old = stored(aJob().gate(Gate.concurrency("limited", 10)).delay(Duration.ofHours(1)));
        JobId dead = stored(aJob().gate(Gate.concurrency("limited", 10)).maxAttempts(1));
        finish(claim(1), failed());
        JobId first = stored(aJob().gate(Gate.concurrency("limited", 1)));
        database.execute("update scheduled set due = current_timestamp");

        store.promote(10);
        store.retry(dead, "ann");
        store.mend(100);

        assertThat(places.of(first)).isEqualTo("ready 1");
        assertThat(places.of(old)).isEqualTo("blocked 1");
        assertThat(places.of(dead)).isEqualTo("blocked 2");
        assertThat(database.number("select most from key_gate")).isEqualTo(1);
    }

    @Test
    void theLimitIsKeptWhileNobodyHoldsTheKey() {
        JobId one = stored(aJob().gate(Gate.concurrency("limited", 10)).delay(Duration.ofHours(1)));
        JobId two = stored(aJob().gate(Gate.concurrency("limited", 10)).delay(Duration.ofHours(1)));
        stored(aJob().gate(Gate.concurrency("limited", 1)));
        finish(claim(1), succeeded());
        database.execute("update scheduled set due = current_timestamp");

        store.promote(10);

        assertThat(List.of(places.of(one), places.of(two))).containsExactlyInAnyOrder("ready 1", "blocked 1");
    }

    @Test
    void soManyOfAKeyAreReadyAndTheOthersAreBlocked() {
        List<Inserted> inserted = store.insert(jobs(5, TENANT));
        JobId other = stored(aJob().gate(Gate.concurrency("tenant:43", 1)));
        JobId plain = stored(aJob());

        assertThat(inserted).extracting(Inserted::ready).containsExactly(true, true, false, false, false);
        assertThat(placesOf(inserted)).containsExactly("ready 1", "ready 1", "blocked 1", "blocked 1", "blocked 1");
        assertThat(places.of(other)).isEqualTo("ready 1");
        assertThat(places.of(plain)).isEqualTo("ready 1");

        Claimed claimed = claim(1);
        List<String> queues = new ArrayList<>();
        store.finish(node, List.of(ended(claimed, only(claimed), succeeded())), queues::add);

        assertThat(queues).containsExactly("default");
        assertThat(placesOf(inserted)).containsExactly("SUCCEEDED 1", "ready 1", "ready 1", "blocked 1", "blocked 1");
    }

    @Test
    void aConcurrencyKeyIsFreeWhileItsJobWaitsForARetry() {
        List<Inserted> inserted = store.insert(jobs(2, Gate.concurrency("k", 1)));

        finish(claim(1), failed(Duration.ofHours(1)));

        assertThat(placesOf(inserted)).containsExactly("scheduled 2", "ready 1");
        database.execute("update scheduled set due = current_timestamp");
        assertThat(store.promote(10)).isEqualTo(Map.of("default", 1));
        assertThat(placesOf(inserted)).containsExactly("blocked 2", "ready 1");
        finish(claim(1), succeeded());
        assertThat(placesOf(inserted)).containsExactly("ready 2", "SUCCEEDED 1");
    }

    @Test
    void anOrderIsKeptAcrossRetries() {
        List<Inserted> inserted = store.insert(jobs(3, ORDER));
        assertThat(placesOf(inserted)).containsExactly("ready 1", "blocked 1", "blocked 1");

        finish(claim(5), failed(Duration.ofHours(1)));

        assertThat(placesOf(inserted)).containsExactly("scheduled 2", "blocked 1", "blocked 1");
        assertThat(store.mend(10)).isEmpty();
        database.execute("update scheduled set due = current_timestamp");
        store.promote(10);
        assertThat(placesOf(inserted)).containsExactly("ready 2", "blocked 1", "blocked 1");
        finish(
                claim(5),
                new Finished.Failed(io.nightshift.api.job.AttemptError.Kind.FAILED, error(), Duration.ZERO, true));
        assertThat(placesOf(inserted)).containsExactly("DEAD 2", "ready 1", "blocked 1");
    }

    @Test
    void theOrderIsThatOfSubmissionWhateverElseTheJobsCarry() {
        List<NewJob> jobs = new ArrayList<>();
        for (String key : List.of("c", "a", "b")) {
            jobs.add(aJob().gate(ORDER)
                    .key(key, key)
                    .priority(key.charAt(0) - 'a')
                    .tags("t")
                    .build());
        }
        List<Inserted> inserted = store.insert(jobs);
        JobId later = stored(aJob().id(new JobId(TimeId.lowest(Instant.EPOCH))).gate(ORDER));

        List<JobId> order = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Claimed claimed = claim(5);
            order.add(only(claimed).id());
            finish(claimed, succeeded());
        }

        assertThat(order)
                .containsExactly(
                        inserted.get(0).id(),
                        inserted.get(1).id(),
                        inserted.get(2).id(),
                        later);
        assertThat(database.number("select count(*) from key_gate"))
                .as("unused gates")
                .isZero();
        assertThat(database.number("select count(*) from key_holder")).isZero();
    }

    @Test
    void neverMoreOfAKeyRunThanItAllowsHoweverManySubmitClaimAndFinishAtOnce() {
        int keys = 3;
        int most = 2;
        Map<String, AtomicInteger> running = new ConcurrentHashMap<>();
        Map<JobId, String> keyOf = new ConcurrentHashMap<>();
        List<String> tooMany = Collections.synchronizedList(new ArrayList<>());
        AtomicInteger done = new AtomicInteger();
        int total = 240;

        Together.run(6, thread -> {
            for (int batch = 0; batch < 4; batch++) {
                List<NewJob> jobs = new ArrayList<>();
                for (int i = 0; i < 10; i++) {
                    String key = "k" + (i + thread) % keys;
                    NewJob job = aJob().maxAttempts(50)
                            .gate(Gate.concurrency(key, most))
                            .build();
                    keyOf.put(job.id(), key);
                    jobs.add(job);
                }
                store.insert(jobs);
                work(keyOf, running, most, tooMany, done, batch == 3 ? total : 0);
            }
            return true;
        });

        assertThat(tooMany).isEmpty();
        assertThat(database.number("select count(*) from outcome")).isEqualTo(total);
        assertThat(database.number("select count(*) from key_holder")).isZero();
        assertThat(database.number("select count(*) from key_gate")).isZero();
    }

    @Test
    void noMoreAreLetThroughThanHaveRoomHoweverManyAreSubmittedAtOnce() {
        for (int round = 0; round < 10; round++) {
            Gate gate = Gate.concurrency("round" + round, 5);
            // The gate exists before, so that only its lock keeps the submissions apart.
            stored(aJob().gate(gate));

            Together.run(6, thread -> store.insert(jobs(3, gate)));

            assertThat(database.number("select count(*) from key_holder where gate = ?", gate.name()))
                    .isEqualTo(5);
        }
    }

    private void work(
            Map<JobId, String> keyOf,
            Map<String, AtomicInteger> running,
            int most,
            List<String> tooMany,
            AtomicInteger done,
            int until)
            throws InterruptedException {
        for (int round = 0; round < 5 || done.get() < until; round++) {
            store.promote(100);
            Claimed claimed = claimOrNull(4);
            if (claimed == null) {
                Thread.sleep(1);
                continue;
            }
            List<Finished> ended = new ArrayList<>();
            for (Claimed.Job job : claimed.jobs()) {
                String key = Objects.requireNonNull(keyOf.get(job.id()));
                AtomicInteger now = running.computeIfAbsent(key, k -> new AtomicInteger());
                if (now.incrementAndGet() > most) {
                    tooMany.add(key);
                }
                boolean fails = (job.id().value().getLeastSignificantBits() + job.attempt()) % 4 == 0;
                ended.add(ended(claimed, job, fails ? failed(Duration.ZERO) : succeeded()));
            }
            Thread.sleep(1);
            claimed.jobs()
                    .forEach(job -> Objects.requireNonNull(running.get(keyOf.get(job.id())))
                            .decrementAndGet());
            assertThat(store.finish(node, ended)).isEmpty();
            done.addAndGet((int) ended.stream()
                    .filter(one -> one.ending() instanceof Finished.Succeeded)
                    .count());
        }
    }

    @Test
    void manyOrdersAreKeptWhileAttemptsFail() {
        int orders = 5;
        int each = 12;
        Map<JobId, Integer> orderOf = new HashMap<>();
        Map<Integer, List<JobId>> submitted = new HashMap<>();
        List<NewJob> jobs = new ArrayList<>();
        for (int i = 0; i < orders * each; i++) {
            NewJob job =
                    aJob().maxAttempts(50).gate(Gate.ordering("o" + i % orders)).build();
            orderOf.put(job.id(), i % orders);
            submitted.computeIfAbsent(i % orders, o -> new ArrayList<>()).add(job.id());
            jobs.add(job);
        }
        store.insert(jobs);
        Map<Integer, List<JobId>> succeeded = new ConcurrentHashMap<>();
        AtomicInteger done = new AtomicInteger();

        Together.run(4, thread -> {
            while (done.get() < orders * each) {
                store.promote(100);
                Claimed claimed = claimOrNull(3);
                if (claimed == null) {
                    Thread.sleep(1);
                    continue;
                }
                for (Claimed.Job job : claimed.jobs()) {
                    boolean fails = (job.id().value().getLeastSignificantBits() + job.attempt()) % 3 == 0;
                    if (!fails) {
                        succeeded
                                .computeIfAbsent(
                                        orderOf.get(job.id()), o -> Collections.synchronizedList(new ArrayList<>()))
                                .add(job.id());
                        done.incrementAndGet();
                    }
                    store.finish(node, List.of(ended(claimed, job, fails ? failed(Duration.ZERO) : succeeded())));
                }
            }
            return true;
        });

        assertThat(succeeded).isEqualTo(submitted);
    }

    @Test
    void aJobThatIsCancelledBeforeItRunsGivesItsKeyFree() {
        List<Inserted> inserted = store.insert(jobs(4, Gate.concurrency("k", 1)));

        store.cancel(inserted.get(1).id(), "ann");
        assertThat(placesOf(inserted)).containsExactly("ready 1", "CANCELLED 1", "blocked 1", "blocked 1");
        store.cancel(inserted.get(0).id(), "ann");

        assertThat(placesOf(inserted)).containsExactly("CANCELLED 1", "CANCELLED 1", "ready 1", "blocked 1");
    }

    @Test
    void anOrderedJobThatIsCancelledBeforeItsRetryLetsTheNextOneThrough() {
        List<Inserted> inserted = store.insert(jobs(2, ORDER));
        finish(claim(1), failed(Duration.ofHours(1)));

        store.cancel(inserted.get(0).id(), "ann");

        assertThat(placesOf(inserted)).containsExactly("CANCELLED 2", "ready 1");
    }

    @Test
    void jobsThatExpireGiveTheirKeyFree() {
        Gate gate = Gate.concurrency("k", 1);
        JobId late = stored(aJob().gate(gate).startBefore(Instant.parse("2020-01-01T00:00:00Z")));
        JobId lateToo = stored(aJob().gate(gate).startBefore(Instant.parse("2020-01-01T00:00:00Z")));
        JobId next = stored(aJob().gate(gate));

        assertThat(store.expire(10)).isEqualTo(2);

        assertThat(places.of(late)).isEqualTo("EXPIRED 1");
        assertThat(places.of(lateToo)).isEqualTo("EXPIRED 1");
        assertThat(places.of(next)).isEqualTo("ready 1");
    }

    @Test
    void aRescuedJobKeepsItsKeyAndOneThatEndsGivesItFree() {
        List<Inserted> inserted = store.insert(jobs(2, ORDER));
        claim(1);
        loseNode();
        store.rescue(10, 3);
        assertThat(placesOf(inserted)).containsExactly("ready 2", "blocked 1");

        reviveNode();
        claim(1);
        store.cancel(inserted.get(0).id(), "ann");
        loseNode();
        store.rescue(10, 3);

        assertThat(placesOf(inserted)).containsExactly("CANCELLED 2", "ready 1");
    }

    @Test
    void aJobThatIsDueLaterTakesItsPlaceWhenItIsDue() {
        JobId delayed = stored(aJob().gate(ORDER).delay(Duration.ofHours(1)));
        JobId first = stored(aJob().gate(ORDER));
        assertThat(places.of(delayed)).isEqualTo("scheduled 1");
        assertThat(places.of(first)).isEqualTo("ready 1");

        database.execute("update scheduled set due = current_timestamp");
        store.promote(10);
        assertThat(places.of(delayed)).isEqualTo("blocked 1");
        finish(claim(5), succeeded());

        assertThat(places.of(delayed)).isEqualTo("ready 1");
    }

    @Test
    void anOperatorsRetryWaitsForItsKeyLikeAnyOther() {
        List<Inserted> inserted = store.insert(jobs(2, Gate.concurrency("k", 1)));
        store.cancel(inserted.get(0).id(), "ann");

        store.retry(inserted.get(0).id(), "ann");

        assertThat(placesOf(inserted)).containsExactly("blocked 2", "ready 1");
        finish(claim(5), succeeded());
        assertThat(placesOf(inserted)).containsExactly("ready 2", "SUCCEEDED 1");
    }

    @Test
    void aReleasedJobKeepsItsKey() {
        List<Inserted> inserted = store.insert(jobs(2, ORDER));

        store.release(node, claim(1).id(), null);

        assertThat(placesOf(inserted)).containsExactly("ready 1", "blocked 1");
    }

    @Test
    void theLatestSubmissionSaysHowManyOfAKeyRun() {
        stored(aJob().gate(Gate.concurrency("k", 1)));
        JobId waits = stored(aJob().gate(Gate.concurrency("k", 1)));
        assertThat(places.of(waits)).isEqualTo("blocked 1");

        stored(aJob().gate(Gate.concurrency("k", 3)));

        assertThat(places.of(waits)).isEqualTo("ready 1");
    }

    @Test
    void aLostReleaseIsFoundAndBlocksNobodyForEver() {
        List<Inserted> inserted = store.insert(jobs(3, Gate.concurrency("k", 1)));
        Claimed claimed = claim(1);
        Claimed.Job job = only(claimed);
        store.finish(
                node,
                List.of(new Finished(
                        claimed.id(), job.id(), 1, 3, Duration.ZERO, Duration.ZERO, "one", succeeded(), false)));
        assertThat(placesOf(inserted)).containsExactly("SUCCEEDED 1", "blocked 1", "blocked 1");

        assertThat(store.mend(10)).isEqualTo(Map.of("default", 1));

        assertThat(placesOf(inserted)).containsExactly("SUCCEEDED 1", "ready 1", "blocked 1");
        assertThat(store.mend(10)).isEmpty();
    }

    @Test
    void aFreeKeyThatJobsWaitForIsFound() {
        List<Inserted> inserted = store.insert(jobs(3, Gate.concurrency("k", 1)));
        finish(claim(1), succeeded());
        database.execute("delete from key_holder");
        database.execute("delete from key_gate");
        database.execute("delete from ready");
        database.execute("delete from job where id = ?", inserted.get(1).id().value());

        assertThat(store.mend(10)).isEqualTo(Map.of("default", 1));

        assertThat(places.of(inserted.get(2).id())).isEqualTo("ready 1");
    }

    @Test
    void mendingWalksThroughAllKeysInParts() {
        List<JobId> waiting = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            waiting.add(
                    store.insert(jobs(2, Gate.concurrency("k" + i, 1))).get(1).id());
        }
        Claimed claimed = claim(20);
        store.finish(
                node,
                claimed.jobs().stream()
                        .map(job -> new Finished(
                                claimed.id(), job.id(), 1, 3, Duration.ZERO, Duration.ZERO, "one", succeeded(), false))
                        .toList());

        int mended = 0;
        for (int i = 0; i < 12; i++) {
            mended += store.mend(2).getOrDefault("default", 0);
        }

        assertThat(mended).isEqualTo(7);
        assertThat(waiting).allSatisfy(id -> assertThat(places.of(id)).isEqualTo("ready 1"));
    }

    @Test
    void aCallersOpenTransactionHoldsUpNobodyElseOfItsKey() throws Exception {
        Gate gate = Gate.concurrency("k", 1);
        stored(aJob().gate(gate));
        JobId second = stored(aJob().gate(gate));
        Claimed claimed = claim(1);
        NewJob third = aJob().gate(gate).build();

        jta.transaction(() -> {
            assertThat(joined.insertAll(List.of(third)))
                    .extracting(Inserted::ready)
                    .containsExactly(false);
            finish(claimed, succeeded());
            return true;
        });

        assertThat(places.of(second)).isEqualTo("ready 1");
        assertThat(store.admit(Set.of(gate))).isEmpty();
        assertThat(places.of(third.id())).isEqualTo("blocked 1");
        finish(claim(1), succeeded());
        assertThat(places.of(third.id())).isEqualTo("ready 1");
    }

    @Test
    void whatWasStoredInACallersTransactionIsLetThroughAfterIt() throws Exception {
        NewJob job = aJob().gate(ORDER).build();
        jta.transaction(() -> {
            joined.insertAll(List.of(job));
            return true;
        });
        assertThat(places.of(job.id())).isEqualTo("blocked 1");

        assertThat(store.admit(Set.of(ORDER))).containsExactly("default");

        assertThat(places.of(job.id())).isEqualTo("ready 1");
    }

    private static List<NewJob> jobs(int count, Gate gate) {
        List<NewJob> jobs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            jobs.add(aJob().gate(gate).build());
        }
        return jobs;
    }

    private List<String> placesOf(List<Inserted> inserted) {
        return inserted.stream().map(one -> places.of(one.id())).toList();
    }
}
