package io.nightshift.store.finish;

import static io.nightshift.store.AJob.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightshift.api.job.JobId;
import io.nightshift.store.AJob;
import io.nightshift.store.JobStoreContract;
import io.nightshift.store.Together;
import io.nightshift.store.port.Claimed;
import io.nightshift.store.port.Finished;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Claim, finish and release. */
abstract class RunContract extends JobStoreContract {

    @Test
    void runsAJobFromReadyToItsOutcome() {
        JobId id = stored(aJob());
        assertThat(places.of(id)).isEqualTo("ready 1");

        Claimed claimed = claim(10);
        assertThat(places.of(id)).isEqualTo("claim 1");
        Claimed.Job job = only(claimed);
        assertThat(job.id()).isEqualTo(id);
        assertThat(job.attempt()).isEqualTo(1);
        assertThat(job.type()).isEqualTo("test.noop");
        assertThat(job.queue()).isEqualTo("default");
        assertThat(job.args()).isEqualTo("{\"n\":1}");
        assertThat(job.maxAttempts()).isEqualTo(3);
        assertThat(job.timeout()).isEqualTo(Duration.ofMinutes(5));

        assertThat(finish(claimed, succeeded())).isEmpty();
        assertThat(places.of(id)).isEqualTo("SUCCEEDED 1");
        assertThat(database.rows("select result, node from outcome").get(0)).containsExactly("{\"ok\":true}", "one");
        assertThat(database.number("select count(*) from claim")).isZero();
        assertThat(database.number("select count(*) from outcome where started_at < finished_at"
                        + " and finished_at between current_timestamp - interval '10' second and current_timestamp"))
                .isEqualTo(1);
    }

    @Test
    void takesByPriorityThenAge() {
        JobId old = stored(aJob());
        JobId young = stored(aJob());
        JobId urgent = stored(aJob().priority(0));
        JobId lazy = stored(aJob().priority(9));

        assertThat(claim(3).jobs()).extracting(Claimed.Job::id).containsExactly(urgent, old, young);
        assertThat(claim(3).jobs()).extracting(Claimed.Job::id).containsExactly(lazy);
        assertThat(claimOrNull(3)).isNull();
    }

    @Test
    void takesOnlyWhatLiesBehindTheCursor() {
        List<JobId> ids = stored(3);
        Claimed first = claim(1);
        store.release(node, first.id(), null);

        Claimed next = Objects.requireNonNull(store.claim(node, "default", TYPES, 5, first.cursor()));

        assertThat(next.jobs()).extracting(Claimed.Job::id).containsExactly(ids.get(1), ids.get(2));
        assertThat(store.claim(node, "default", TYPES, 5, next.cursor())).isNull();
    }

    @Test
    void leavesTypesAndQueuesAloneThatWereNotAskedFor() {
        JobId strange = stored(aJob().type("other.type"));
        JobId elsewhere = stored(aJob().queue("elsewhere"));
        JobId known = stored(aJob());

        assertThat(claim(10).jobs()).extracting(Claimed.Job::id).containsExactly(known);
        assertThat(store.claim(node, "default", Set.of(), 10, null)).isNull();
        assertThat(places.of(strange)).isEqualTo("ready 1");
        assertThat(places.of(elsewhere)).isEqualTo("ready 1");
    }

    @Test
    void neverGivesAJobToTwoClaimers() {
        stored(1_000);

        List<List<JobId>> taken = Together.run(4, i -> {
            List<JobId> mine = new ArrayList<>();
            UUID other = UUID.randomUUID();
            for (Claimed claimed = store.claim(other, "default", TYPES, 50, null);
                    claimed != null;
                    claimed = store.claim(other, "default", TYPES, 50, null)) {
                claimed.jobs().forEach(job -> mine.add(job.id()));
            }
            return mine;
        });

        assertThat(taken.stream().flatMap(List::stream)).doesNotHaveDuplicates();
        assertThat(taken.stream().mapToInt(List::size).sum() + database.number("select count(*) from ready"))
                .isEqualTo(1_000);
    }

    @Test
    void finishesAClaimInParts() {
        List<JobId> ids = stored(3);
        Claimed claimed = claim(3);
        Claimed.Job middle = claimed.jobs().get(1);

        assertThat(store.finish(node, List.of(ended(claimed, middle, succeeded()))))
                .isEmpty();

        assertThat(places.of(ids.get(0))).isEqualTo("claim 1");
        assertThat(places.of(ids.get(1))).isEqualTo("SUCCEEDED 1");
        assertThat(store.claimsOf(node)).containsOnlyKeys(claimed.id());
        assertThat(store.claimsOf(node).get(claimed.id())).containsExactly(ids.get(0), ids.get(2));
        assertThat(finish(claimed, succeeded())).as("the one that had ended").containsExactly(ids.get(1));
        assertThat(places.of(ids.get(2))).isEqualTo("SUCCEEDED 1");
        assertThat(store.claimsOf(node)).isEmpty();
    }

    @Test
    void finishesJobsOfSeveralClaimsWithDifferentEndingsAtOnce() {
        List<JobId> ids = stored(5);
        Claimed a = claim(2);
        Claimed b = claim(3);

        Set<JobId> fenced = store.finish(
                node,
                List.of(
                        ended(b, b.jobs().get(0), failed(Duration.ofHours(1))),
                        ended(a, a.jobs().get(0), succeeded()),
                        ended(b, b.jobs().get(1), new Finished.Cancelled(null)),
                        ended(a, a.jobs().get(1), new Finished.Expired()),
                        ended(
                                b,
                                b.jobs().get(2),
                                new Finished.Failed(
                                        io.nightshift.api.job.AttemptError.Kind.TIMED_OUT,
                                        error(),
                                        Duration.ZERO,
                                        true))));

        assertThat(fenced).isEmpty();
        assertThat(ids.stream().map(places::of))
                .containsExactly("SUCCEEDED 1", "EXPIRED 1", "scheduled 2", "CANCELLED 1", "DEAD 1");
        assertThat(database.rows("select kind from attempt order by kind"))
                .extracting(row -> row.get(0))
                .containsExactly("CANCELLED", "FAILED", "TIMED_OUT");
        assertThat(database.number("select count(*) from outcome where state = 'EXPIRED' and started_at is null"))
                .isEqualTo(1);
        assertThat(database.number(
                        "select count(*) from scheduled where due > current_timestamp + interval '3590' second"))
                .isEqualTo(1);
    }

    @Test
    void fencesWhoNeverHeldTheClaim() {
        JobId id = stored(aJob());
        Claimed claimed = claim(1);
        Finished late = ended(claimed, only(claimed), succeeded());

        assertThat(store.finish(UUID.randomUUID(), List.of(late))).containsExactly(id);

        assertThat(places.of(id)).isEqualTo("claim 1");
    }

    @Test
    void fencesAnotherAttemptOfTheSameJob() {
        JobId id = stored(aJob());
        Claimed claimed = claim(1);
        Finished wrong = new Finished(claimed.id(), id, 2, 3, Duration.ZERO, Duration.ZERO, "one", succeeded(), false);

        assertThat(store.finish(node, List.of(wrong))).containsExactly(id);

        assertThat(places.of(id)).isEqualTo("claim 1");
    }

    @Test
    void knowsWhatAFormerCallHasWritten() {
        stored(4);
        Claimed claimed = claim(4);
        List<Finished> all = List.of(
                ended(claimed, claimed.jobs().get(0), succeeded()),
                ended(claimed, claimed.jobs().get(1), failed(Duration.ofHours(1))),
                ended(claimed, claimed.jobs().get(2), new Finished.Cancelled(null)),
                ended(claimed, claimed.jobs().get(3), new Finished.Expired()));
        assertThat(store.written(all)).isEmpty();
        assertThat(store.finish(node, all)).isEmpty();

        Set<JobId> own = Set.copyOf(all.stream().map(Finished::id).toList());
        assertThat(store.finish(node, all)).isEqualTo(own);
        assertThat(store.written(all)).isEqualTo(own);
    }

    /** The attempt that others took over is not this node's, though their words stand under its name. */
    @Test
    void doesNotTakeARescueForItsOwnWork() {
        stored(2);
        Claimed claimed = claim(2);
        List<Finished> all = claimed.jobs().stream()
                .map(job -> ended(claimed, job, succeeded()))
                .toList();
        store.cancel(all.get(1).id(), "somebody");
        loseNode();
        store.rescue(10, 1);

        assertThat(store.finish(node, all)).hasSize(2);
        assertThat(store.written(all)).isEmpty();
    }

    @Test
    void finishesAJobThatIsNamedTwiceOnce() {
        JobId id = stored(aJob());
        Claimed claimed = claim(1);
        Finished one = ended(claimed, only(claimed), succeeded());

        assertThat(store.finish(node, List.of(one, one))).isEmpty();

        assertThat(places.of(id)).isEqualTo("SUCCEEDED 1");
    }

    @Test
    void writesEachOutcomeOnceWhenFinishersRace() {
        List<JobId> ids = stored(200);
        Claimed claimed = claim(200);

        List<Set<JobId>> fenced = Together.run(4, i -> finish(claimed, succeeded()));

        assertThat(fenced.stream().mapToInt(Set::size).sum()).isEqualTo(3 * 200);
        assertThat(ids).allSatisfy(id -> assertThat(places.of(id)).isEqualTo("SUCCEEDED 1"));
    }

    @Test
    void partsOfAClaimFinishedAtOnceAreAllFinished() {
        stored(200);
        Claimed claimed = claim(200);

        List<Set<JobId>> fenced = Together.run(
                4,
                i -> store.finish(
                        node,
                        claimed.jobs().subList(i * 50, (i + 1) * 50).stream()
                                .map(job -> ended(claimed, job, i == 2 ? failed(Duration.ofHours(1)) : succeeded()))
                                .toList()));

        assertThat(fenced).allSatisfy(set -> assertThat(set).isEmpty());
        assertThat(database.number("select count(*) from outcome")).isEqualTo(150);
        assertThat(database.number("select count(*) from claim")).isZero();
    }

    @Test
    void waitsForWhoTakesJobsOutOfTheSameClaim() {
        List<JobId> ids = stored(4);
        Claimed claimed = claim(4);
        List<Finished> ended = claimed.jobs().stream()
                .map(job -> ended(claimed, job, succeeded()))
                .toList();

        List<Set<JobId>> fenced = afterUncommitted(
                () -> joined.finish(node, ended.subList(0, 2)), () -> store.finish(node, ended.subList(1, 3)));

        assertThat(fenced.get(0)).isEmpty();
        assertThat(fenced.get(1)).as("the one that the first had taken").containsExactly(ids.get(1));
        assertThat(ids.stream().map(places::of))
                .containsExactly("SUCCEEDED 1", "SUCCEEDED 1", "SUCCEEDED 1", "claim 1");
    }

    @Test
    void isFencedByARescueThatCommitsWhileItWaits() {
        List<JobId> ids = stored(2);
        Claimed claimed = claim(2);
        loseNode();

        List<Object> answers = afterUncommitted(() -> joined.rescue(10, 3), () -> finish(claimed, succeeded()));

        assertThat(answers.get(1)).isEqualTo(Set.copyOf(ids));
        assertThat(ids).allSatisfy(id -> assertThat(places.of(id)).isEqualTo("ready 2"));
    }

    @Test
    void releasesOnlyWhatAFinishLeft() {
        List<JobId> ids = stored(3);
        Claimed claimed = claim(3);
        Finished first = ended(claimed, claimed.jobs().get(0), failed(Duration.ofHours(1)));

        List<Object> answers = afterUncommitted(
                () -> joined.finish(node, List.of(first)), () -> store.release(node, claimed.id(), null));

        assertThat(answers.get(1)).isEqualTo(2);
        assertThat(ids.stream().map(places::of)).containsExactly("scheduled 2", "ready 1", "ready 1");
    }

    @Test
    void releaseSpendsNoAttempt() {
        List<JobId> ids = stored(3);
        Claimed claimed = claim(3);

        assertThat(store.release(node, claimed.id(), List.of(ids.get(1), AJob.IDS.next())))
                .isEqualTo(1);
        assertThat(places.of(ids.get(1))).isEqualTo("ready 1");
        assertThat(places.of(ids.get(2))).isEqualTo("claim 1");

        assertThat(store.release(UUID.randomUUID(), claimed.id(), null)).isZero();
        assertThat(store.release(node, claimed.id(), null)).isEqualTo(2);
        assertThat(store.release(node, claimed.id(), null)).isZero();
        assertThat(ids).allSatisfy(id -> assertThat(places.of(id)).isEqualTo("ready 1"));
        assertThat(finish(claimed, succeeded())).containsExactlyInAnyOrderElementsOf(ids);
    }
}
