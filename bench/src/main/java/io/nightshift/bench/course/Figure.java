package io.nightshift.bench.course;

import java.util.Arrays;

/**
 * What a measurement gave; the numbers that do not apply are 0.
 *
 * @param jobs how many jobs it took
 * @param perSecond jobs per second, of a rate
 * @param p50Millis half of the jobs waited no longer, of a latency
 * @param p99Millis 99 of 100 jobs waited no longer, of a latency
 */
public record Figure(int jobs, double perSecond, double p50Millis, double p99Millis) {

    private static final double NANOS_PER_MILLI = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;

    /** So many jobs in so long. */
    public static Figure rate(int jobs, long nanos) {
        return new Figure(jobs, jobs * NANOS_PER_SECOND / nanos, 0, 0);
    }

    /** One wait for each job. */
    public static Figure latency(long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return new Figure(sorted.length, 0, percentile(sorted, 50), percentile(sorted, 99));
    }

    /** The smallest wait that so many percent of the jobs did not exceed. */
    private static double percentile(long[] sorted, int percent) {
        int rank = (int) Math.ceil(sorted.length * percent / 100.0);
        return sorted[rank - 1] / NANOS_PER_MILLI;
    }
}
