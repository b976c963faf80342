package io.nightshift.bench.course;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts the jobs that start, and keeps when the probes did. One for each JVM, because handlers are made by the systems
 * and nothing can be handed to them.
 */
public final class Tally {

    private static final int PAYLOAD_LENGTH = 180;
    private static final int MOST_PROBES = 100_000;
    private static final long PATIENCE_MINUTES = 10;
    private static final String PLAIN = "-".repeat(PAYLOAD_LENGTH);

    private static volatile Tally current = new Tally(0);

    private final CountDownLatch last = new CountDownLatch(1);
    private final AtomicLongArray probes = new AtomicLongArray(MOST_PROBES);
    private final AtomicInteger left;

    private Tally(int jobs) {
        left = new AtomicInteger(jobs);
    }

    /** Counts anew until so many jobs have started. */
    public static Tally expect(int jobs) {
        Tally fresh = new Tally(jobs);
        current = fresh;
        return fresh;
    }

    /** A payload like any other. */
    public static String payload() {
        return PLAIN;
    }

    /** The payload of a probe, whose start is kept. */
    public static String probe(int number) {
        String head = number + " ";
        return head + PLAIN.substring(head.length());
    }

    /** What every handler does. */
    public static void started(String payload) {
        long now = System.nanoTime();
        Tally tally = current;
        if (payload.charAt(0) != '-') {
            // A job may run twice; its first start is what somebody waited for.
            tally.probes.compareAndSet(Integer.parseInt(payload.substring(0, payload.indexOf(' '))), 0, now);
        }
        if (tally.left.decrementAndGet() == 0) {
            tally.last.countDown();
        }
    }

    /** Waits until the last expected job has started. */
    public void await() throws InterruptedException, TimeoutException {
        if (!last.await(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
            throw new TimeoutException(left.get() + " jobs did not start within " + PATIENCE_MINUTES + " minutes");
        }
    }

    /** When a probe started, by {@link System#nanoTime}. */
    public long startOf(int probe) {
        return probes.get(probe);
    }
}
