package io.nightshift.store.claim;

import static io.nightshift.store.AJob.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightshift.api.client.CancelReply;
import io.nightshift.api.job.JobId;
import io.nightshift.store.AJob;
import io.nightshift.store.JobStoreContract;
import io.nightshift.store.Together;
import io.nightshift.store.id.TimeId;
import io.nightshift.store.port.Allotted;
import io.nightshift.store.port.Claimed;
import io.nightshift.store.port.Claimed.Cursor;
import io.nightshift.store.port.Gate;
import io.nightshift.store.port.Inserted;
import io.nightshift.store.port.NewJob;
import io.nightshift.store.port.Turn;
import io.nightshift.store.queue.JdbcQueueStore;
import io.nightshift.store.queue.Limits;
import io.nightshift.store.type.JdbcTypeStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tenants of a queue take turns, whatever way their jobs come into it. */
abstract class TenantContract extends JobStoreContract {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void theManyJobsOfOneTenantDoNotKeepAnothersOneWaiting() {
        stored(10_000, aJob().tenant("A"));
        JobId one = stored(aJob().tenant("B"));

        Claimed claimed = claim(turns(), 10);

        assertThat(claimed.jobs().get(1).id()).isEqualTo(one);
        assertThat(claimed.each()).isEqualTo(5);
        assertThat(claimed.jobs()).hasSize(6);
    }

    @Test
    void jobsWithoutATenantAreOneTenantLikeAnyOther() {
        stored(300, aJob().tenant("A").priority(0));
        JobId plain = stored(aJob().priority(9));
        JobId other = stored(aJob().tenant("B").priority(9));

        Claimed claimed = claim(turns(), 9);

        assertThat(claimed.jobs().subList(0, 3)).extracting(Claimed.Job::id).contains(plain, other);
        assertThat(claimed.jobs()).extracting(Claimed.Job::tenant).contains(Turn.NOBODY, "A", "B");
    }

    @Test
    void insideATenantJobsGoByPriorityThenAge() {
        JobId third = stored(aJob().tenant("A").priority(7));
        JobId first = stored(aJob().tenant("A").priority(1));
        JobId second = stored(aJob().tenant("A").priority(1));
        stored(aJob().tenant("B").priority(5));

        Claimed claimed = claim(turns(), 6);

        assertThat(claimed.jobs().stream()
                        .filter(job -> job.tenant().equals("A"))
                        .map(Claimed.Job::id))
                .containsExactly(first, second, third);
    }

    @Test
    void whereThereIsLessRoomThanTenantsTheFirstGetOneEach() {
        for (String tenant : List.of("A", "B", "C", "D")) {
            stored(3, aJob().tenant(tenant));
        }

        Claimed claimed = claim(List.of(turn("C"), turn("A"), turn("D"), turn("B")), 3);

        assertThat(claimed.jobs()).extracting(Claimed.Job::tenant).containsExactly("C", "A", "D");
    }

    @Test
    void eachTenantGoesOnWhereItsCursorStands() {
        List<JobId> ofA = stored(3, aJob().tenant("A"));
        List<JobId> ofB = stored(3, aJob().tenant("B"));

        Claimed claimed =
                claim(List.of(new Turn("A", new Cursor(5, ofA.get(1))), new Turn("B", new Cursor(5, ofB.get(0)))), 10);

        assertThat(claimed.jobs())
                .extracting(Claimed.Job::id)
                .containsExactlyInAnyOrder(ofA.get(2), ofB.get(1), ofB.get(2));
    }

    @Test
    void twoNodesTakeNoJobTwice() {
        for (int i = 0; i < 10; i++) {
            stored(40, aJob().tenant("T" + i));
        }
        List<Turn> all = turns();

        List<Integer> taken = Together.run(4, thread -> {
            int sum = 0;
            Claimed claimed = store.claim(node, "default", TYPES, all, 37);
            while (claimed != null) {
                sum += claimed.jobs().size();
                claimed = store.claim(node, "default", TYPES, all, 37);
            }
            return sum;
        });

        assertThat(taken.stream().mapToInt(Integer::intValue).sum() + database.number("select count(*) from ready"))
                .isEqualTo(400);
    }

    @Test
    void tenantsTakeTurnsWithinLimitsToo() {
        JdbcQueueStore queues = new JdbcQueueStore(own);
        queues.ensure(List.of("default"), 16);
        queues.limits("default", new Limits(4, null));
        new JdbcTypeStore(own).limits("test.noop", new Limits(100, null));
        stored(100, aJob().tenant("A"));
        stored(100, aJob().tenant("B"));

        Allotted allotted = store.claimLimited(node, "default", TYPES, turns(), 50);

        assertThat(allotted.heldBack()).isTrue();
        assertThat(Objects.requireNonNull(allotted.claimed()).jobs())
                .extracting(Claimed.Job::tenant)
                .containsExactly("A", "B", "A", "B");
    }

    @Test
    void namesTheTenantsThatHaveReadyJobs() {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            stored(aJob().tenant("tenant " + i));
            names.add("tenant " + i);
        }
        stored(aJob().tenant("elsewhere").queue("other"));
        stored(aJob().tenant("later").delay(Duration.ofHours(1)));
        stored(aJob());
        names.add(Turn.NOBODY);

        List<String> found = new ArrayList<>();
        List<String> part = store.tenants("default", null, 20);
        assertThat(part).hasSize(20).startsWith(Turn.NOBODY);
        while (!part.isEmpty()) {
            found.addAll(part);
            part = store.tenants("default", part.get(part.size() - 1), 20);
        }

        assertThat(found).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(names);
    }

    @Test
    void tellsWhereTheOldestLiesIfBetterPrioritiesAreBeforeIt() {
        stored(aJob().id(aged(10)).priority(8));
        stored(aJob().id(aged(5)).priority(3));
        stored(aJob().priority(0));
        stored(aJob().id(aged(9)).tenant("first").priority(0));
        stored(aJob().id(aged(5)).tenant("first").priority(9));
        stored(aJob().tenant("young").priority(0));
        stored(aJob().id(aged(9)).tenant("strange").type("test.unknown").priority(7));
        stored(aJob().tenant("strange").priority(1));
        stored(aJob().tenant("young").priority(9));
        List<Turn> all = turns();

        List<Turn> overtaken = store.overtaken("default", TYPES, all, MINUTE);

        assertThat(overtaken).hasSize(1);
        assertThat(overtaken.get(0).tenant()).isEqualTo(Turn.NOBODY);
        assertThat(claim(overtaken, 1).jobs().get(0).priority()).isEqualTo(8);
        assertThat(store.overtaken("default", TYPES, all, Duration.ofHours(1))).isEmpty();
        Turn behindAll = new Turn(Turn.NOBODY, new Cursor(8, AJob.IDS.next()));
        assertThat(store.overtaken("default", TYPES, List.of(behindAll), MINUTE))
                .isEmpty();
    }

    @Test
    void jobsOfOneCallLieWithTheirTenantsHoweverUnlikeTheyAre() {
        store.insert(List.of(
                aJob().priority(0).build(),
                aJob().tenant("A").priority(1).build(),
                aJob().tenant("B").priority(2).build()));
        store.insert(List.of(
                aJob().tenant("C").priority(3).timeLimit(MINUTE).build(),
                aJob().priority(4).build(),
                aJob().tenant("D").priority(5).build()));

        for (String table : List.of("ready", "job")) {
            assertThat(database.rows("select coalesce(tenant, '') from " + table + " order by priority"))
                    .as(table)
                    .extracting(row -> row.get(0))
                    .containsExactly(Turn.NOBODY, "A", "B", "C", Turn.NOBODY, "D");
        }
    }

    @Test
    void aReleasedJobGoesBackToItsTenant() {
        JobId id = stored(aJob().tenant("acme"));
        Claimed claimed = claimOf("acme");

        store.release(node, claimed.id(), null);

        assertReadyOfItsTenant(id);
    }

    @Test
    void aRescuedJobGoesBackToItsTenant() {
        JobId id = stored(aJob().tenant("acme"));
        claimOf("acme");
        loseNode();

        store.rescue(10, 3);

        assertReadyOfItsTenant(id);
    }

    @Test
    void aPromotedJobLiesWithItsTenant() {
        JobId id = stored(aJob().tenant("acme").delay(Duration.ofHours(1)));
        database.execute("update scheduled set due = current_timestamp - interval '1' second");

        store.promote(10);

        assertReadyOfItsTenant(id);
    }

    @Test
    void aJobWhoseKeyIsFreeLiesWithItsTenant() {
        Gate gate = Gate.ordering("order:7");
        stored(aJob().tenant("acme").gate(gate));
        JobId id = stored(aJob().tenant("acme").gate(gate));
        Claimed first = claimOf("acme");

        finish(first, succeeded());

        assertReadyOfItsTenant(id);
    }

    @Test
    void aRetriedJobLiesWithItsTenant() {
        JobId id = stored(aJob().tenant("acme").maxAttempts(1));
        finish(claimOf("acme"), failed());

        store.retry(id, "ann");

        assertReadyOfItsTenant(id);
    }

    @Test
    void aReadyJobOfATenantIsCancelledAndExpiresAsAnyOther() {
        JobId cancelled = stored(aJob().tenant("acme"));
        JobId late = stored(aJob().tenant("acme").startBefore(Instant.now().plusSeconds(60)));
        database.execute(
                "update expiry set start_before = current_timestamp - interval '1' second, look_at = current_timestamp");

        assertThat(store.cancel(cancelled, "ann")).isEqualTo(CancelReply.CANCELLED);
        assertThat(store.expire(10)).isEqualTo(1);

        assertThat(places.of(cancelled)).isEqualTo("CANCELLED 1");
        assertThat(places.of(late)).isEqualTo("EXPIRED 1");
    }

    @Test
    void aPendingJobOfATenantIsKeptAndReplacedAsAnyOther() {
        JobId pending = stored(aJob().tenant("acme").keep("k"));

        assertThat(store.insert(List.of(aJob().tenant("acme").keep("k").build())))
                .extracting(Inserted::id)
                .containsExactly(pending);
        JobId other = stored(aJob().tenant("acme").replace("k"));

        assertThat(places.of(pending)).isEqualTo("CANCELLED 1");
        assertReadyOfItsTenant(other);
    }

    @Test
    void theViewOfAllJobsKnowsReadyJobsOfTenants() {
        stored(aJob().tenant("acme"));

        assertThat(database.rows("select state, tenant from job_status")).containsExactly(List.of("READY", "acme"));
    }

    private void assertReadyOfItsTenant(JobId id) {
        assertThat(database.rows("select job_id, tenant from ready")).containsExactly(List.of(id.value(), "acme"));
    }

    private List<JobId> stored(int count, AJob job) {
        List<NewJob> jobs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            jobs.add(job.id(AJob.IDS.next()).build());
        }
        return store.insert(jobs).stream().map(Inserted::id).toList();
    }

    private static JobId aged(int minutes) {
        return new JobId(TimeId.at(Instant.now().minus(Duration.ofMinutes(minutes))));
    }

    private static Turn turn(String tenant) {
        return new Turn(tenant, null);
    }

    private List<Turn> turns() {
        return store.tenants("default", null, 1_000).stream()
                .map(TenantContract::turn)
                .toList();
    }

    private Claimed claimOf(String tenant) {
        return claim(List.of(turn(tenant)), 1);
    }

    private Claimed claim(List<Turn> turns, int limit) {
        @Nullable Claimed claimed = store.claim(node, "default", TYPES, turns, limit);
        return Objects.requireNonNull(claimed, "nothing was claimed");
    }
}
