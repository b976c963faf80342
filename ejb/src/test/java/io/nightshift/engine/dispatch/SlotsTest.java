package io.nightshift.engine.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who gets a slot, step by step: nothing here runs at once. */
class SlotsTest {

    /** A lane that always has another job, and takes a slot as soon as one is laid by for it. */
    private static final class Busy {
        private final Slots.Share share;
        private int running;
        private boolean got;

        Busy(Slots slots, int weight) {
            share = slots.share(() -> got = true);
            share.weight(weight);
        }

        void pump() {
            got = false;
            while (share.take()) {
                running++;
            }
            share.settle();
        }

        /** One of its jobs ends, and its loop asks whether it may go on. */
        boolean endsOne() {
            if (!share.yields()) {
                return true;
            }
            running--;
            share.give();
            return false;
        }
    }

    private static void pump(Busy... lanes) {
        while (Arrays.stream(lanes).anyMatch(lane -> lane.got)) {
            Arrays.stream(lanes).filter(lane -> lane.got).forEach(Busy::pump);
        }
    }

    /** Jobs end in turns: each lane's first, then each lane's second, and so on. */
    private static List<Integer> run(int rounds, Busy... lanes) {
        List<Integer> turns = new ArrayList<>(Collections.nCopies(lanes.length, 0));
        for (Busy lane : lanes) {
            lane.pump();
        }
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < lanes.length; i++) {
                for (int left = lanes[i].running; left > 0; left--) {
                    turns.set(i, turns.get(i) + 1);
                    if (!lanes[i].endsOne()) {
                        lanes[i].pump();
                        pump(lanes);
                    }
                }
            }
        }
        return turns;
    }

    @Test
    void theyAreHeldInProportionToTheWeights() {
        Slots slots = new Slots(32);
        Busy mail = new Busy(slots, 3);
        Busy reports = new Busy(slots, 1);

        run(100, mail, reports);

        assertThat(mail.running).isEqualTo(24);
        assertThat(reports.running).isEqualTo(8);
    }

    @Test
    void equalWeightsShareEqually() {
        Slots slots = new Slots(12);
        Busy one = new Busy(slots, 1);
        Busy two = new Busy(slots, 1);
        Busy three = new Busy(slots, 1);

        run(100, one, two, three);

        assertThat(List.of(one.running, two.running, three.running)).containsExactly(4, 4, 4);
    }

    @Test
    void aLaneThatHoldsAllGivesBackWhatIsNotItsShareAndNoMore() {
        Slots slots = new Slots(4);
        Busy early = new Busy(slots, 1);
        early.pump();
        assertThat(early.running).isEqualTo(4);
        Busy late = new Busy(slots, 1);
        late.pump();

        assertThat(early.endsOne()).isFalse();
        pump(late);
        assertThat(early.endsOne()).isFalse();
        pump(late);

        assertThat(early.running).isEqualTo(2);
        assertThat(late.running).isEqualTo(2);
    }

    @Test
    void oneSlotIsTakenInTurnsThatFollowTheWeights() {
        Slots slots = new Slots(1);
        Busy mail = new Busy(slots, 3);
        Busy reports = new Busy(slots, 1);

        List<Integer> turns = run(400, mail, reports);

        assertThat(turns.get(0)).isBetween(3 * turns.get(1) - 3, 3 * turns.get(1) + 3);
        assertThat(turns.get(1)).isGreaterThan(90);
    }

    @Test
    void noLaneStarvesWhereThereAreMoreThanSlots() {
        Slots slots = new Slots(2);
        Busy[] lanes = new Busy[10];
        for (int i = 0; i < lanes.length; i++) {
            lanes[i] = new Busy(slots, i == 0 ? 100 : 1);
        }

        List<Integer> turns = run(3_000, lanes);

        assertThat(turns).allMatch(count -> count > 10);
    }

    @Test
    void whatAnIdleLaneDoesNotUseGoesToTheOthers() {
        Slots slots = new Slots(4);
        Busy idle = new Busy(slots, 100);
        Busy busy = new Busy(slots, 1);
        busy.pump();

        assertThat(busy.running).isEqualTo(4);
        assertThat(idle.share.free()).isZero();
        assertThat(busy.share.yields()).isFalse();
    }

    @Test
    void whatIsLaidByForALaneWithNothingToDoGoesOn() {
        Slots slots = new Slots(1);
        Busy holder = new Busy(slots, 1);
        holder.pump();
        Busy first = new Busy(slots, 1);
        Busy second = new Busy(slots, 1);
        first.share.await();
        second.share.await();

        holder.running--;
        holder.share.give();
        assertThat(first.got).isTrue();
        assertThat(second.got).isFalse();
        first.share.settle();

        assertThat(second.got).isTrue();
        assertThat(second.share.take()).isTrue();
    }

    @Test
    void idleTimeIsNotSaved() {
        Slots slots = new Slots(1);
        Busy worker = new Busy(slots, 1);
        Busy other = new Busy(slots, 1);
        run(200, worker, other);
        Busy late = new Busy(slots, 1);

        List<Integer> turns = run(30, worker, other, late);

        assertThat(turns.get(2)).isBetween(turns.get(0) - 2, turns.get(0) + 2);
    }
}
