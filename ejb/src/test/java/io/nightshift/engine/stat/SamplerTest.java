package io.nightshift.engine.stat;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightshift.engine.fake.MemoryStores;
import io.nightshift.engine.fake.SettableClock;
import io.nightshift.engine.stat.Live.Snapshot;
import io.nightshift.store.ingress.RejectStore;
import io.nightshift.store.stat.StatStore;
import io.nightshift.store.stat.StatStore.Depth;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SamplerTest {

    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final List<Snapshot> heard = new ArrayList<>();
    private final List<String> calls = new ArrayList<>();
    private Duration cost = Duration.ZERO;
    private final MemoryStores.Queues queues = new MemoryStores.Queues();
    private final StatStore stats = MemoryStores.proxy(StatStore.class, (method, args) -> {
        calls.add(method);
        clock.pass(cost);
        return switch (method) {
            case "minutes" -> List.of();
            case "depths" -> Map.of("a", new Depth(1, 2, 0, 3, 0, Duration.ofSeconds(4)));
            default -> 5;
        };
    });
    private final Sampler sampler = new Sampler(
            new Sampler.Stores(
                    queues, stats, new MemoryStores.Nodes(), MemoryStores.proxy(RejectStore.class, (m, a) -> 6)),
            clock,
            clock::nanos,
            heard::add);

    private int samplesIn(int seconds) {
        int before = heard.size();
        for (int i = 0; i < seconds; i++) {
            clock.pass(Duration.ofSeconds(1));
            sampler.runOnce();
        }
        return heard.size() - before;
    }

    @Test
    void takesOneASecondWhileSomebodyLooksAndElseOneInFive() {
        assertThat(samplesIn(20)).isEqualTo(4);

        sampler.snapshot();
        samplesIn(5);
        sampler.snapshot();
        assertThat(samplesIn(10)).isEqualTo(10);
    }

    @Test
    void showsQueuesWithWhatLiesInThem() {
        queues.ensure(List.of("a", "b"), 4);
        sampler.runOnce();

        Snapshot snapshot = sampler.snapshot();
        assertThat(snapshot.version()).isEqualTo(1);
        assertThat(snapshot.queues()).containsOnlyKeys("a", "b");
        assertThat(snapshot.queues())
                .hasEntrySatisfying(
                        "a", queue -> assertThat(queue.depth().running()).isEqualTo(2));
        assertThat(snapshot.queues())
                .hasEntrySatisfying(
                        "b", queue -> assertThat(queue.depth().ready()).isZero());
        assertThat(snapshot.dead()).isEqualTo(5);
        assertThat(snapshot.rejects()).isEqualTo(6);
    }

    @Test
    void readsTheHistoryLessOften() {
        sampler.snapshot();
        samplesIn(10);

        assertThat(calls.stream().filter("depths"::equals).count()).isEqualTo(10);
        assertThat(calls.stream().filter("minutes"::equals).count()).isEqualTo(2);
    }

    @Test
    void takesNoMoreThanATenthOfTheTime() {
        cost = Duration.ofMillis(500);
        sampler.snapshot();
        sampler.runOnce();
        int before = heard.size();
        sampler.snapshot();

        assertThat(samplesIn(12)).isEqualTo(0);
        assertThat(heard).hasSize(before);
    }

    @Test
    void oneSlowLookPutsTheNextOffByAFewSecondsOnly() {
        cost = Duration.ofSeconds(40);
        sampler.snapshot();
        sampler.runOnce();
        cost = Duration.ZERO;
        sampler.snapshot();

        assertThat(samplesIn(15)).isPositive();
    }

    @Test
    void goesOnWhenTheClockIsSetBack() {
        sampler.snapshot();
        samplesIn(2);
        clock.set(clock.instant().minus(Duration.ofHours(2)));
        sampler.snapshot();

        assertThat(samplesIn(3)).isEqualTo(3);
    }
}
