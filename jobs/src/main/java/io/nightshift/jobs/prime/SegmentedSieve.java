package io.nightshift.jobs.prime;

import java.util.Arrays;
import java.util.BitSet;

/** The sieve of Eratosthenes over one segment after the other, so its memory grows with the square root of n only. */
final class SegmentedSieve {

    /** Numbers per segment; only the odd ones take a byte, so a segment fits the processor's cache. */
    private static final int SEGMENT = 1 << 19;

    private final long n;
    private final int[] basePrimes;
    private final boolean[] composite = new boolean[SEGMENT / 2];
    private long next;
    private long count;
    private long largest;

    SegmentedSieve(long n) {
        this.n = n;
        this.basePrimes = primesUpTo((int) Math.sqrt((double) n) + 1);
    }

    void resume(long resumedNext, long resumedCount, long resumedLargest) {
        next = resumedNext;
        count = resumedCount;
        largest = resumedLargest;
    }

    boolean done() {
        return next >= n;
    }

    /** Everything below this is counted. */
    long next() {
        return next;
    }

    long count() {
        return count;
    }

    long largest() {
        return largest;
    }

    /** Counts the next segment: from {@link #next()}, which is even, to the end of the segment or n. */
    void step() {
        long from = next;
        long to = Math.min(n, from + SEGMENT);
        Arrays.fill(composite, false);
        for (int prime : basePrimes) {
            long square = (long) prime * prime;
            if (square >= to) {
                break;
            }
            // Odd multiples only: the smallest odd one that is neither below the segment nor below the square.
            long first = Math.max(square, (from + prime - 1) / prime * prime);
            if ((first & 1) == 0) {
                first += prime;
            }
            for (long multiple = first; multiple < to; multiple += 2L * prime) {
                composite[(int) ((multiple - from) >> 1)] = true;
            }
        }
        count(from, to);
        next = to;
    }

    private void count(long from, long to) {
        if (from == 0 && to > 2) {
            count = 1;
            largest = 2;
        }
        for (long odd = from == 0 ? 3 : from + 1; odd < to; odd += 2) {
            if (!composite[(int) ((odd - from) >> 1)]) {
                count++;
                largest = odd;
            }
        }
    }

    /** The odd primes up to a bound. */
    private static int[] primesUpTo(int bound) {
        BitSet struck = new BitSet(bound + 1);
        int[] primes = new int[bound / 2 + 1];
        int found = 0;
        for (int i = 3; i <= bound; i += 2) {
            if (struck.get(i)) {
                continue;
            }
            primes[found++] = i;
            for (long multiple = (long) i * i; multiple <= bound; multiple += 2L * i) {
                struck.set((int) multiple);
            }
        }
        return Arrays.copyOf(primes, found);
    }
}
