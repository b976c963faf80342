package io.nightshift.store.claim;

import static io.nightshift.store.AJob.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightshift.api.job.JobId;
import io.nightshift.store.AJob;
import io.nightshift.store.JobStoreContract;
import io.nightshift.store.Together;
import io.nightshift.store.port.Allotted;
import io.nightshift.store.port.Claimed;
import io.nightshift.store.queue.JdbcQueueStore;
import io.nightshift.store.queue.Limits;
import io.nightshift.store.queue.Limits.Rate;
import io.nightshift.store.queue.QueueStore;
import io.nightshift.store.sql.JoinedTransactor;
import io.nightshift.store.type.JdbcTypeStore;
import io.nightshift.store.type.TypeStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Claims within the limits of queues and types. */
abstract class LimitContract extends JobStoreContract {

    private static final Duration HOUR = Duration.ofHours(1);

    private final QueueStore queues = new JdbcQueueStore(own);
    private final TypeStore types = new JdbcTypeStore(own);
    private final UUID other = UUID.randomUUID();

    @BeforeEach
    void startAnotherNode() {
        nodes.register(other, "two", "0", 16, TYPES, LEASE);
        queues.ensure(List.of("default", "other"), 10);
    }

    @Test
    void limitsThatAreSetWhileAnotherTidiesUpAreKept() {
        types.pause("test.noop", "ann", null);
        TypeStore another = new JdbcTypeStore(new JoinedTransactor(jta.dataSource()));

        afterUncommitted(() -> another.resume("test.noop"), () -> {
            types.limits("test.noop", new Limits(3, null));
            return true;
        });

        assertThat(database.rows("select max_running from type_setting where type = 'test.noop'"))
                .containsExactly(List.of(3));
    }

    @Test
    void aQueueWithoutLimitsIsTakenFromAsEver() {
        stored(3);

        Allotted allotted = limited(node, 5);

        assertThat(size(allotted)).isEqualTo(3);
        assertThat(allotted.heldBack()).isFalse();
        assertThat(database.number("select count(*) from claim where type is not null"))
                .isZero();
    }

    @Test
    void allNodesTogetherHoldNoMoreThanTheQueueAllows() {
        queues.limits("default", new Limits(5, null));
        stored(20);

        assertThat(size(limited(node, 3))).isEqualTo(3);
        Allotted second = limited(other, 3);
        assertThat(size(second)).isEqualTo(2);
        assertThat(second.heldBack()).isTrue();
        assertThat(limited(node, 3)).isEqualTo(new Allotted(null, true, null));

        finish(Objects.requireNonNull(second.claimed()), other);
        assertThat(size(limited(node, 9))).isEqualTo(2);
    }

    @Test
    void neverMoreThanTheLimitHoweverManyClaimAndFinishAtOnce() {
        queues.limits("default", new Limits(7, null));
        stored(300);
        AtomicInteger held = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Set<JobId> done = ConcurrentHashMap.newKeySet();

        Together.run(6, thread -> {
            UUID me = thread % 2 == 0 ? node : other;
            while (done.size() < 300) {
                Claimed claimed = limited(me, 1 + thread).claimed();
                if (claimed == null) {
                    Thread.sleep(1);
                    continue;
                }
                most.accumulateAndGet(held.addAndGet(claimed.jobs().size()), Math::max);
                claimed.jobs().forEach(job -> done.add(job.id()));
                held.addAndGet(-claimed.jobs().size());
                finish(claimed, me);
            }
            return true;
        });

        assertThat(most.get()).isBetween(1, 7);
        assertThat(database.number("select count(*) from outcome")).isEqualTo(300);
    }

    @Test
    void jobsOfANodeWhoseLeaseEndedDoNotCount() {
        queues.limits("default", new Limits(2, null));
        stored(4);
        limited(node, 2);

        loseNode();

        assertThat(size(limited(other, 2))).isEqualTo(2);
    }

    @Test
    void aRateLetsSoManyThroughPerPeriod() {
        queues.limits("default", new Limits(null, new Rate(4, HOUR)));
        stored(20);

        assertThat(size(limited(node, 3))).isEqualTo(3);
        Allotted second = limited(other, 3);
        assertThat(size(second)).isEqualTo(1);
        assertThat(second.opensIn()).isBetween(HOUR.minusMinutes(1), HOUR);
        Allotted third = limited(node, 3);
        assertThat(third.claimed()).isNull();
        assertThat(third.heldBack()).isTrue();
        assertThat(third.opensIn()).isBetween(HOUR.minusMinutes(1), HOUR);
        assertThat(queues.all().get(0).window().used()).isEqualTo(4);

        database.execute("update queue set window_start = window_start - interval '60' minute");

        assertThat(size(limited(node, 3))).isEqualTo(3);
        assertThat(queues.all().get(0).window().used()).isEqualTo(3);
    }

    @Test
    void whatFindsNoJobUsesUpNoRate() {
        queues.limits("default", new Limits(null, new Rate(4, HOUR)));

        Allotted nothing = limited(node, 3);

        assertThat(nothing).isEqualTo(new Allotted(null, false, null));
        assertThat(queues.all().get(0).window().start()).isNull();
    }

    @Test
    void aRateHoldsForAllWhoClaimAtOnce() {
        queues.limits("default", new Limits(null, new Rate(50, HOUR)));
        stored(100);

        List<Integer> taken = Together.run(6, thread -> {
            int sum = 0;
            for (int i = 0; i < 10; i++) {
                sum += size(limited(thread % 2 == 0 ? node : other, 3));
            }
            return sum;
        });

        assertThat(taken.stream().mapToInt(Integer::intValue).sum()).isEqualTo(50);
    }

    @Test
    void aTypeIsLimitedOverAllQueues() {
        types.limits("test.noop", new Limits(3, null));
        for (int i = 0; i < 5; i++) {
            stored(aJob());
            stored(aJob().queue("other"));
        }

        assertThat(size(limited(node, 2))).isEqualTo(2);
        Allotted elsewhere = store.claimLimited(other, "other", TYPES, 9, null);
        assertThat(size(elsewhere)).isEqualTo(1);
        assertThat(elsewhere.heldBack()).isTrue();
        assertThat(database.number("select count(*) from claim where type = 'test.noop'"))
                .isEqualTo(2);
    }

    @Test
    void aTypeIsHeldToItsLimitHoweverManyClaimAtOnce() {
        types.limits("test.noop", new Limits(4, null));
        queues.limits("other", new Limits(3, null));
        List<AJob> jobs = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            jobs.add(aJob().queue(i % 2 == 0 ? "default" : "other"));
        }
        store.insert(jobs.stream().map(AJob::build).toList());

        List<Integer> taken = Together.run(
                6,
                thread -> size(store.claimLimited(
                        thread % 2 == 0 ? node : other, thread < 3 ? "default" : "other", TYPES, 3, null)));

        assertThat(taken.stream().mapToInt(Integer::intValue).sum()).isEqualTo(4);
    }

    @Test
    void whatRanBeforeATypeWasLimitedCounts() {
        stored(5);
        stored(aJob().type("test.other"));
        store.claim(node, "default", Set.of("test.noop", "test.other"), 6, null);
        stored(5);

        types.limits("test.noop", new Limits(6, null));

        assertThat(size(limited(other, 9))).isEqualTo(1);
    }

    @Test
    void nothingIsTakenOfAPausedTypeOrQueue() {
        stored(2);
        assertThat(types.pause("test.noop", "ann", "the printer burns")).isTrue();
        assertThat(types.pause("test.noop", "bob", null)).isFalse();
        assertThat(limited(node, 1).claimed()).isNull();
        TypeStore.Setting setting = types.all().get(0);
        assertThat(setting.pausedBy()).isEqualTo("ann");
        assertThat(setting.pausedReason()).isEqualTo("the printer burns");
        assertThat(setting.pausedAt()).isNotNull();

        assertThat(types.resume("test.noop")).isTrue();
        assertThat(types.resume("test.noop")).isFalse();
        assertThat(types.all()).isEmpty();
        queues.pause("default", "ann", "stocktaking");
        assertThat(limited(node, 1).claimed()).isNull();
        assertThat(queues.all().get(0).pausedReason()).isEqualTo("stocktaking");

        queues.resume("default");
        assertThat(queues.all().get(0).pausedReason()).isNull();
        assertThat(size(limited(node, 1))).isEqualTo(1);
    }

    @Test
    void settingsAreKeptAsLongAsTheySaySomething() {
        Limits limits = new Limits(3, new Rate(10, Duration.ofSeconds(2)));
        types.limits("a", limits);
        types.pause("a", "ann", null);
        queues.limits("default", limits);

        assertThat(queues.all().get(0).limits()).isEqualTo(limits);
        assertThat(queues.limits("nowhere", limits)).isFalse();
        assertThat(types.all().get(0).limits()).isEqualTo(limits);
        types.resume("a");
        assertThat(types.all()).hasSize(1);
        types.limits("a", Limits.NONE);
        assertThat(types.all()).isEmpty();
    }

    private Allotted limited(UUID by, int limit) {
        return store.claimLimited(by, "default", TYPES, limit, null);
    }

    private static int size(Allotted allotted) {
        @Nullable Claimed claimed = allotted.claimed();
        return claimed == null ? 0 : claimed.jobs().size();
    }

    private void finish(Claimed claimed, UUID by) {
        assertThat(store.finish(
                        by,
                        claimed.jobs().stream()
                                .map(job -> ended(claimed, job, succeeded()))
                                .toList()))
                .isEmpty();
    }
}
