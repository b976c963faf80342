package io.nightshift.store.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightshift.api.job.JobId;
import io.nightshift.store.JobStoreContract;
import io.nightshift.store.Together;
import io.nightshift.store.port.Allotted;
import io.nightshift.store.port.Claimed;
import io.nightshift.store.queue.Limits;
import io.nightshift.store.type.Breaker;
import io.nightshift.store.type.Breaker.Rule;
import io.nightshift.store.type.Breaker.State;
import io.nightshift.store.type.JdbcTypeStore;
import io.nightshift.store.type.TypeStore;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The moves of a type's breaker, and claims of a type whose breaker is not closed. */
abstract class BreakerContract extends JobStoreContract {

    private static final String TYPE = "test.noop";
    private static final Duration PAUSE = Duration.ofMinutes(5);
    private static final Rule RULE = new Rule(50, 20, Duration.ofMinutes(1), PAUSE);

    private final TypeStore types = new JdbcTypeStore(own);
    private final UUID other = UUID.randomUUID();

    @BeforeEach
    void startAnotherNode() {
        nodes.register(other, "two", "0", 16, TYPES, LEASE);
        types.breaker(TYPE, RULE);
    }

    @Test
    void isClosedAtFirstAndChangesNothing() {
        stored(3);

        assertThat(breaker()).isEqualTo(new Breaker(RULE, State.CLOSED, null, null, null, null, null));
        Allotted allotted = limited(node);
        assertThat(size(allotted)).isEqualTo(3);
        assertThat(allotted.probe()).isFalse();
        assertThat(allotted.heldBack()).isFalse();
        assertThat(database.number("select count(*) from claim where type is not null"))
                .isZero();
    }

    @Test
    void nothingIsTakenWhileItIsOpenAndTheClaimTellsForHowLong() {
        stored(3);

        assertThat(types.trip(TYPE, "one", "11 of 20 attempts failed")).isTrue();

        Breaker open = breaker();
        assertThat(open.state()).isEqualTo(State.OPEN);
        assertThat(open.by()).isEqualTo("one");
        assertThat(open.reason()).isEqualTo("11 of 20 attempts failed");
        assertThat(Duration.between(open.since(), open.until())).isEqualTo(PAUSE);
        Allotted allotted = limited(node);
        assertThat(allotted.claimed()).isNull();
        assertThat(allotted.heldBack()).isTrue();
        assertThat(allotted.opensIn()).isBetween(PAUSE.minusMinutes(1), PAUSE);
        assertThat(database.number("select count(*) from ready")).isEqualTo(3);
    }

    @Test
    void ofSeveralNodesThatOpenItAtOnceOneWins() {
        List<Boolean> won = Together.run(6, thread -> types.trip(TYPE, "node-" + thread, "too many"));

        assertThat(won).containsOnlyOnce(true);
        assertThat(breaker().by()).isEqualTo("node-" + won.indexOf(true));
    }

    @Test
    void ofAllNodesOneTakesOneJobToProbe() {
        stored(50);
        types.trip(TYPE, "one", "too many");
        pauseIsOver();
        assertThat(breaker().state()).isEqualTo(State.HALF_OPEN);

        List<Allotted> taken = Together.run(6, thread -> limited(thread % 2 == 0 ? node : other));

        List<Claimed.Job> probes = taken.stream()
                .filter(Allotted::probe)
                .flatMap(allotted -> Objects.requireNonNull(allotted.claimed()).jobs().stream())
                .toList();
        assertThat(probes).hasSize(1);
        assertThat(breaker().probe()).isEqualTo(probes.get(0).id());
        assertThat(taken).filteredOn(allotted -> allotted.claimed() != null).hasSize(1);
        assertThat(taken).filteredOn(allotted -> !allotted.probe()).allMatch(Allotted::heldBack);
    }

    @Test
    void theProbesSuccessClosesIt() {
        stored(9);
        JobId probe = probing();

        assertThat(types.probed(TYPE, JobId.parse("0198c0de-0000-7000-8000-000000000001"), true, "two", "no"))
                .as("another job")
                .isFalse();
        assertThat(types.probed(TYPE, probe, true, "one", "its probe succeeded"))
                .isTrue();
        assertThat(types.probed(TYPE, probe, false, "one", "late")).isFalse();

        assertThat(breaker().state()).isEqualTo(State.CLOSED);
        assertThat(breaker().reason()).isEqualTo("its probe succeeded");
        assertThat(size(limited(other))).isEqualTo(5);
    }

    @Test
    void theProbesFailureOpensItAgainForTwiceThePauseAndSoOnUpToALimit() {
        stored(9);
        for (int times : List.of(2, 4, 8, 10, 10)) {
            JobId probe = probing();

            assertThat(types.probed(TYPE, probe, false, "one", "its probe failed"))
                    .isTrue();

            Breaker open = breaker();
            assertThat(open.state()).isEqualTo(State.OPEN);
            assertThat(Duration.between(open.since(), open.until())).isEqualTo(PAUSE.multipliedBy(times));
            assertThat(open.probe()).isNull();
        }
        types.breaker(TYPE, new Rule(50, 20, Duration.ofMinutes(1), Duration.ofMinutes(50)));
        assertThat(types.probed(TYPE, probing(), false, "one", "its probe failed"))
                .isTrue();
        assertThat(Duration.between(breaker().since(), breaker().until())).isEqualTo(Breaker.LONGEST_PAUSE);

        assertThat(types.close(TYPE, "ann", null)).isTrue();
        types.trip(TYPE, "one", "anew");
        assertThat(Duration.between(breaker().since(), breaker().until()))
                .as("closed, it forgets how often it was opened")
                .isEqualTo(Duration.ofMinutes(50));
    }

    @Test
    void aProbeThatIsLostWithItsNodeMakesRoomForTheNext() {
        stored(9);
        JobId lost = probing();
        assertThat(limited(other).claimed()).isNull();

        loseNode();

        Allotted next = limited(other);
        assertThat(next.probe()).isTrue();
        assertThat(size(next)).isEqualTo(1);
        assertThat(breaker().probe()).isNotEqualTo(lost).isNotNull();
        assertThat(types.probed(TYPE, lost, true, "one", "too late")).isFalse();
    }

    @Test
    void aProbeThatIsGivenBackMakesRoomForTheNext() {
        stored(1);
        types.trip(TYPE, "one", "too many");
        pauseIsOver();
        Claimed claimed = Objects.requireNonNull(limited(node).claimed());

        store.release(node, claimed.id(), null);

        assertThat(limited(other).probe()).isTrue();
    }

    @Test
    void jobsThatRanBeforeItOpenedDoNotHinderTheProbe() {
        stored(9);
        assertThat(size(limited(node))).isEqualTo(5);
        types.trip(TYPE, "one", "too many");
        pauseIsOver();

        assertThat(limited(node).probe()).isTrue();
    }

    @Test
    void aPersonOpensAndClosesIt() {
        stored(3);

        assertThat(types.close(TYPE, "ann", null)).as("it is closed").isFalse();
        assertThat(types.open(TYPE, "ann", "their maintenance")).isTrue();
        assertThat(types.open(TYPE, "bob", null)).as("it is open").isFalse();
        assertThat(breaker().by()).isEqualTo("ann");
        assertThat(limited(node).claimed()).isNull();

        pauseIsOver();
        assertThat(types.open(TYPE, "bob", null)).as("it is half-open").isTrue();
        assertThat(types.close(TYPE, "bob", "they are back")).isTrue();
        assertThat(breaker().state()).isEqualTo(State.CLOSED);
        assertThat(breaker().reason()).isEqualTo("they are back");
        assertThat(size(limited(node))).isEqualTo(3);
    }

    @Test
    void aNewRuleLeavesItOpenAndNoRuleForgetsIt() {
        types.trip(TYPE, "one", "too many");

        types.breaker(TYPE, new Rule(10, 5, PAUSE, PAUSE));

        assertThat(breaker().state()).isEqualTo(State.OPEN);
        assertThat(breaker().rule().failurePercent()).isEqualTo(10);
        types.breaker(TYPE, null);
        assertThat(types.all()).isEmpty();
        assertThat(types.trip(TYPE, "one", "too many")).isFalse();
        assertThat(types.open(TYPE, "ann", null)).isFalse();

        types.limits(TYPE, new Limits(3, null));
        types.breaker(TYPE, RULE);
        types.limits(TYPE, Limits.NONE);
        assertThat(breaker().state()).isEqualTo(State.CLOSED);
        assertThat(breaker().since()).isNull();
        types.pause(TYPE, "ann", null);
        types.resume(TYPE);
        assertThat(types.all()).hasSize(1);
    }

    /** Opens it unless it is open, waits until it is half-open, and takes the probe on the first node. */
    private JobId probing() {
        types.trip(TYPE, "one", "too many");
        pauseIsOver();
        Allotted allotted = limited(node);
        assertThat(allotted.probe()).isTrue();
        return only(Objects.requireNonNull(allotted.claimed())).id();
    }

    private Breaker breaker() {
        return Objects.requireNonNull(types.all().get(0).breaker());
    }

    private Allotted limited(UUID by) {
        return store.claimLimited(by, "default", TYPES, 5, null);
    }

    private static int size(Allotted allotted) {
        Claimed claimed = allotted.claimed();
        return claimed == null ? 0 : claimed.jobs().size();
    }

    private void pauseIsOver() {
        database.execute("update type_setting set breaker_until = current_timestamp - interval '1' second");
    }
}
