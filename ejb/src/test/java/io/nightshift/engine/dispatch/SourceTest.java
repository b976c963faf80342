package io.nightshift.engine.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightshift.api.job.JobId;
import io.nightshift.engine.config.EngineConfig;
import io.nightshift.engine.config.Settings;
import io.nightshift.engine.fake.MemoryJobs;
import io.nightshift.store.port.Claimed;
import io.nightshift.store.port.NewJob;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whose jobs are taken next; the time is what the tests say it is. */
class SourceTest {

    private final MemoryJobs jobs = new MemoryJobs();
    private final UUID node = UUID.randomUUID();
    private long now = 1;
    private Source source = source("10");

    private Source source(String share) {
        Map<String, String> settings = Map.of("nightshift.ageing.share", share);
        return new Source(
                jobs,
                EngineConfig.from(new Settings(settings::get, name -> null)),
                "default",
                new Source.Kind(List.of("test"), false, false),
                probe -> {});
    }

    @Test
    void aLoneTenantCostsOneClaimAndOneLookWhenNobodySaidWhoArrived() {
        stored(null, 5, 300);

        assertThat(take(100)).hasSize(100);
        assertThat(take(100)).hasSize(100);
        assertThat(jobs.nameLooks()).isZero();
        assertThat(take(200)).hasSize(100);
        assertThat(take(200)).isEmpty();

        assertThat(jobs.nameLooks()).isEqualTo(1);
        assertThat(source.drained()).isTrue();
        assertThat(jobs.claimSizes()).containsExactly(100, 100, 100);
    }

    @Test
    void jobsOfThisNodeNameTheirTenantsSoThatNobodyLooksForThem() {
        drain();
        int looks = jobs.nameLooks();

        source.arrived(stored("B", 5, 1));

        assertThat(source.begin()).isTrue();
        assertThat(take(10)).hasSize(1);
        assertThat(source.drained()).isTrue();
        assertThat(jobs.nameLooks()).isEqualTo(looks);
    }

    @Test
    void aTenantIsFoundWhoseJobsCameByAnotherNode() {
        drain();
        stored("B", 5, 1);

        source.wake();

        assertThat(source.begin()).isTrue();
        assertThat(drain()).hasSize(1);
    }

    @Test
    void aTenantIsFoundWhileAnotherKeepsTheQueueBusy() {
        stored(null, 0, 1_000);
        take(10);
        NewJob other = stored("B", 9, 1).get(0);
        assertThat(take(10)).doesNotContain(other.id());

        now += Duration.ofMillis(251).toNanos();

        assertThat(take(10)).contains(other.id());
    }

    @Test
    void tenantsTakeTurnsHoweverFewAreTakenAtOnce() {
        for (String tenant : List.of("A", "B", "C", "D", "E")) {
            source.arrived(stored(tenant, 5, 20));
        }
        List<String> taken = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            takeJobs(1).forEach(job -> taken.add(job.tenant()));
        }
        List<String> named = taken.stream().filter(tenant -> !tenant.isEmpty()).toList();

        assertThat(named.subList(0, 10)).containsExactly("A", "B", "C", "D", "E", "A", "B", "C", "D", "E");
    }

    @Test
    void thousandTenantsWithOneJobEachAreNotThousandClaims() {
        for (int i = 0; i < 1_000; i++) {
            stored("T" + i, 5, 1);
        }

        assertThat(drain()).hasSize(1_000);

        assertThat(jobs.claimSizes()).hasSize(2);
    }

    @Test
    void moreTenantsThanOneLookNamesAreFoundInParts() {
        for (int i = 0; i < 2_500; i++) {
            stored("T" + i, 5, 1);
        }

        assertThat(drain()).hasSize(2_500);
    }

    @Test
    void whoHasNoMoreLeavesItsShareToTheOthers() {
        source.arrived(stored("A", 5, 1_000));
        source.arrived(stored("B", 5, 3));
        take(100);

        assertThat(take(100)).hasSize(100);
    }

    @Test
    void aJobThatArrivesBeforeTheCursorIsTakenNext() {
        source.arrived(stored("A", 5, 100));
        take(10);
        NewJob urgent = stored("A", 0, 1).get(0);

        source.arrived(List.of(urgent));

        assertThat(take(10)).contains(urgent.id());
    }

    @Test
    void anEndlessSupplyOfUrgentJobsDoesNotStarveTheLeastUrgent() {
        assertThat(claimsUntilTheLeastUrgentIsTaken()).isBetween(2, 40);
    }

    @Test
    void withoutAgeingItWouldStarve() {
        source = source("0");

        assertThat(claimsUntilTheLeastUrgentIsTaken()).isEqualTo(Integer.MAX_VALUE);
    }

    /** Ten claims a second, each of ten jobs, for which ten more urgent ones arrive. */
    private int claimsUntilTheLeastUrgentIsTaken() {
        JobId least = stored(null, 9, 1).get(0).id();
        stored(null, 0, 20);
        for (int claim = 1; claim <= 200; claim++) {
            if (take(10).contains(least)) {
                return claim;
            }
            source.arrived(stored(null, 0, 10));
            now += Duration.ofMillis(100).toNanos();
        }
        return Integer.MAX_VALUE;
    }

    @Test
    void theOldestGetNoMoreThanTheirShare() {
        stored(null, 9, 1_000);
        stored(null, 0, 10_000);
        int urgent = 0;
        int old = 0;
        for (int claim = 0; claim < 100; claim++) {
            now += Duration.ofMillis(100).toNanos();
            for (Claimed.Job job : takeJobs(50)) {
                urgent += job.priority() == 0 ? 1 : 0;
                old += job.priority() == 9 ? 1 : 0;
            }
        }

        assertThat(old).isBetween(urgent / 20, urgent / 8);
    }

    @Test
    void whileThereIsNoBacklogNobodyLooksForTheOldest() {
        for (int i = 0; i < 50; i++) {
            source.arrived(stored(null, i % 10, 3));
            source.begin();
            drain();
            now += Duration.ofSeconds(1).toNanos();
        }

        assertThat(jobs.ageLooks()).isZero();
    }

    private List<NewJob> stored(@Nullable String tenant, int priority, int count) {
        List<NewJob> stored = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            stored.add(Stored.job("test", tenant, priority));
        }
        jobs.insert(stored);
        return stored;
    }

    private List<JobId> take(int limit) {
        return takeJobs(limit).stream().map(Claimed.Job::id).toList();
    }

    private List<Claimed.Job> takeJobs(int limit) {
        Claimed claimed = source.take(node, limit, now);
        return claimed == null ? List.of() : claimed.jobs();
    }

    /** Takes until there is nothing more. */
    private List<JobId> drain() {
        List<JobId> taken = new ArrayList<>();
        while (!source.drained()) {
            taken.addAll(take(500));
        }
        return taken;
    }
}
