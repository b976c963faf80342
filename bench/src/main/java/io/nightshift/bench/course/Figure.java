package io.nightshift.bench.course;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a measurement gave; the numbers that do not apply are 0.
 *
 * @param part what of the measure this is, if it gives several figures; else empty
 * @param jobs how many jobs it took
 * @param perSecond jobs per second, of a rate
 * @param p50Millis half of the jobs waited no longer, of a latency
 * @param p99Millis 99 of 100 jobs waited no longer, of a latency
 * @param also further numbers by their names in results
 */
public record Figure(
        String part, int jobs, double perSecond, double p50Millis, double p99Millis, Map<String, Double> also) {

    private static final double NANOS_PER_MILLI = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;

    /** Answers of other programs leave out what they have not got. */
    public Figure(
            @Nullable String part,
            int jobs,
            double perSecond,
            double p50Millis,
            double p99Millis,
            @Nullable Map<String, Double> also) {
        this.part = Objects.requireNonNullElse(part, "");
        this.jobs = jobs;
        this.perSecond = perSecond;
        this.p50Millis = p50Millis;
        this.p99Millis = p99Millis;
        this.also = also == null ? Map.of() : also;
    }

    /** So many jobs in so long. */
    public static Figure rate(int jobs, long nanos) {
        return new Figure("", jobs, jobs * NANOS_PER_SECOND / nanos, 0, 0, Map.of());
    }

    /** One wait for each job. */
    public static Figure latency(long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return new Figure("", sorted.length, 0, percentile(sorted, 50), percentile(sorted, 99), Map.of());
    }

    /** Neither rate nor latency: see {@link #with}. */
    public static Figure of(int jobs) {
        return new Figure("", jobs, 0, 0, 0, Map.of());
    }

    /** The same as a part of its measure. */
    public Figure named(String name) {
        return new Figure(name, jobs, perSecond, p50Millis, p99Millis, also);
    }

    /** The same for another number of jobs. */
    public Figure over(int count) {
        return new Figure(part, count, perSecond, p50Millis, p99Millis, also);
    }

    /** The same with one more number. */
    public Figure with(String name, double value) {
        Map<String, Double> more = new LinkedHashMap<>(also);
        more.put(name, value);
        return new Figure(part, jobs, perSecond, p50Millis, p99Millis, more);
    }

    /** The smallest wait that so many percent of the jobs did not exceed. */
    private static double percentile(long[] sorted, int percent) {
        int rank = (int) Math.ceil(sorted.length * percent / 100.0);
        return sorted[rank - 1] / NANOS_PER_MILLI;
    }
}
