package io.nightshift.engine.dispatch;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The handlers a node runs at once, shared by its lanes. Safe for concurrent use.
 *
 * <p>As long as some are free whoever comes gets one. While lanes wait, the next one goes to the lane that holds the fewest
 * for its weight; of equals to the one that has got the fewest turns for its weight, which is what decides where there
 * are more lanes than slots. What a lane did not use while it had nothing to do is not kept for it.
 */
final class Slots {

    /** One turn of a lane of weight 1; the weights up to 20 divide it. */
    private static final long TURN = 232_792_560;

    private final Set<Share> waiting = new LinkedHashSet<>();
    private int free;
    /** How far the turns of the lanes have come that got a slot last. */
    private long turn;

    private volatile boolean contended;

    Slots(int slots) {
        this.free = slots;
    }

    /**
     * Lets a lane take part, with weight 1.
     *
     * @param got called when a slot was laid by for it because it had waited; must not block
     */
    Share share(Runnable got) {
        return new Share(got);
    }

    /** Lays free slots by for those who wait. */
    private void hand() {
        Share next = free > 0 ? next() : null;
        while (next != null) {
            waiting.remove(next);
            contended = !waiting.isEmpty();
            free--;
            next.laidBy++;
            next.held++;
            next.charge();
            next.got.run();
            next = free > 0 ? next() : null;
        }
    }

    private @Nullable Share next() {
        Share first = null;
        for (Share one : waiting) {
            if (first == null || one.order(one.held, first) < 0) {
                first = one;
            }
        }
        return first;
    }

    /** What one lane has of them. */
    final class Share {

        private final Runnable got;
        private int weight = 1;
        private int held;
        /** Of those it holds: what it has not taken yet. */
        private int laidBy;

        private long turns;

        private Share(Runnable got) {
            this.got = got;
        }

        /** Below zero if it comes before a lane that waits, were it to hold so many. */
        private int order(int holding, Share other) {
            int bySlots = Long.compare((long) holding * other.weight, (long) other.held * weight);
            return bySlots != 0 ? bySlots : Long.compare(Math.max(turn, turns), Math.max(turn, other.turns));
        }

        private void charge() {
            turn = Math.max(turn, turns);
            turns = turn + TURN / weight;
        }

        void weight(int now) {
            synchronized (Slots.this) {
                weight = now;
            }
        }

        /** How many it could take now. */
        int free() {
            synchronized (Slots.this) {
                return free + laidBy;
            }
        }

        /** Takes one; false if none is free, and then one is laid by for it when its turn comes. */
        boolean take() {
            synchronized (Slots.this) {
                if (laidBy > 0) {
                    laidBy--;
                    return true;
                }
                if (free > 0) {
                    free--;
                    held++;
                    charge();
                    return true;
                }
                await();
                return false;
            }
        }

        /** Waits for its turn if none is free. */
        void await() {
            synchronized (Slots.this) {
                if (free + laidBy == 0) {
                    waiting.add(this);
                    contended = true;
                }
            }
        }

        /** Whether it should give a slot back after a job, because it is another lane's turn. */
        boolean yields() {
            if (!contended) {
                return false;
            }
            synchronized (Slots.this) {
                Share next = next();
                if (next == null) {
                    return false;
                }
                if (next != this && order(held - 1, next) >= 0) {
                    return true;
                }
                charge();
                return false;
            }
        }

        void give() {
            synchronized (Slots.this) {
                held--;
                free++;
                hand();
            }
        }

        /** Gives back what was laid by for it and it has no use for. */
        void settle() {
            synchronized (Slots.this) {
                if (laidBy > 0) {
                    held -= laidBy;
                    free += laidBy;
                    laidBy = 0;
                    hand();
                }
            }
        }
    }
}
