package io.nightshift.test.faults.load;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Asks for one thing after the other, at a pace. What was not answered is repeated with the same key, by whichever caller of
 * the same way in is free, after the load has ended too; a caller that nobody answers delays no other.
 */
abstract class Caller implements Runnable {

    private static final long REPEAT_MILLIS = 250;

    /** What the callers of one way in share. */
    static final class Desk {
        private final Plan plan;
        private final Queue<Request> repeats = new ConcurrentLinkedQueue<>();
        private final CountDownLatch ending = new CountDownLatch(1);
        private final CountDownLatch over = new CountDownLatch(1);

        Desk(Plan plan) {
            this.plan = plan;
        }

        /** No new requests. */
        void end() {
            ending.countDown();
        }

        /** No repetitions either. */
        void giveUp() {
            ending.countDown();
            over.countDown();
        }

        Queue<Request> repeats() {
            return repeats;
        }
    }

    private final Desk desk;
    private final long paceMillis;
    private volatile @Nullable Request asking;

    Caller(Desk desk, long paceMillis) {
        this.desk = desk;
        this.paceMillis = paceMillis;
    }

    /** Asks once; true if there was an answer. */
    abstract boolean ask(Request request) throws InterruptedException;

    /** What it asks for at this moment. */
    @Nullable
    Request asking() {
        return asking;
    }

    @Override
    public final void run() {
        try {
            while (desk.over.getCount() > 0) {
                boolean ending = desk.ending.getCount() == 0;
                Request repeat = desk.repeats.poll();
                if (repeat == null && ending) {
                    return;
                }
                Request request = repeat == null ? desk.plan.next() : repeat;
                asking = request;
                boolean answered = ask(request);
                if (!answered) {
                    desk.repeats.add(request);
                }
                asking = null;
                long pause = answered ? paceMillis : REPEAT_MILLIS;
                (ending ? desk.over : desk.ending).await(ending && answered ? 0 : pause, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            close();
        }
    }

    void close() {}
}
