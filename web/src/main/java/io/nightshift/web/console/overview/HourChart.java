package io.nightshift.web.console.overview;

import io.nightshift.store.stat.StatStore.Minute;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The last 60 minutes as stacked bars: geometry only, in a box of 720 by 140.
 *
 * @param bars one a minute, oldest first
 * @param top value of the upper edge
 */
public record HourChart(List<Bar> bars, long top) {

    private static final int MINUTES = 60;
    private static final double HEIGHT = 140;
    private static final double STEP = 12;

    /** Results from the bottom up, with the colour each has. */
    private enum Layer {
        SUCCEEDED("succeeded"),
        CANCELLED("cancelled"),
        EXPIRED("expired"),
        FAILED("retrying"),
        DEAD("dead");

        private final String css;

        Layer(String css) {
            this.css = css;
        }
    }

    /** One minute. */
    public record Bar(
            Instant minute, double x, List<Segment> segments, long succeeded, long failed, long dead, long other) {

        /** Whether nothing ended. */
        public boolean quiet() {
            return segments.isEmpty();
        }
    }

    /** One colour of a bar. */
    public record Segment(String css, double y, double height) {}

    /** Lays out the counters of the hour before {@code now}. */
    public static HourChart of(List<Minute> minutes, Instant now) {
        Map<Instant, Map<String, Long>> byMinute = new HashMap<>();
        for (Minute minute : minutes) {
            byMinute.computeIfAbsent(minute.minute(), m -> new HashMap<>())
                    .merge(minute.result(), minute.jobs(), Long::sum);
        }
        Instant first = now.truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofMinutes(MINUTES - 1));
        long highest = 0;
        for (int i = 0; i < MINUTES; i++) {
            highest = Math.max(highest, total(byMinute.getOrDefault(first.plus(Duration.ofMinutes(i)), Map.of())));
        }
        long top = nice(highest);
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < MINUTES; i++) {
            Instant minute = first.plus(Duration.ofMinutes(i));
            bars.add(bar(minute, i * STEP, byMinute.getOrDefault(minute, Map.of()), top));
        }
        return new HourChart(List.copyOf(bars), top);
    }

    /** Whether nothing ended in the hour. */
    public boolean quiet() {
        return bars.stream().allMatch(Bar::quiet);
    }

    private static Bar bar(Instant minute, double x, Map<String, Long> counts, long top) {
        List<Segment> segments = new ArrayList<>();
        double floor = HEIGHT;
        for (Layer layer : Layer.values()) {
            long jobs = counts.getOrDefault(layer.name(), 0L);
            if (jobs > 0) {
                // A single failure among thousands must still be seen.
                double height = Math.max(1.5, Math.round(jobs * HEIGHT * 10 / top) / 10.0);
                floor = Math.max(0, Math.round((floor - height) * 10) / 10.0);
                segments.add(new Segment(layer.css, floor, height));
            }
        }
        return new Bar(
                minute,
                x,
                List.copyOf(segments),
                counts.getOrDefault("SUCCEEDED", 0L),
                counts.getOrDefault("FAILED", 0L),
                counts.getOrDefault("DEAD", 0L),
                counts.getOrDefault("CANCELLED", 0L) + counts.getOrDefault("EXPIRED", 0L));
    }

    private static long total(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The next of 4, 10, 20, 40, 100, … : even, so that half of it is a whole number. */
    static long nice(long value) {
        long unit = 1;
        while (true) {
            for (long factor : new long[] {4, 10, 20}) {
                if (value <= factor * unit) {
                    return factor * unit;
                }
            }
            unit *= 10;
        }
    }
}
