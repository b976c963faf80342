package io.nightshift.web.console.overview;

import io.nightshift.engine.stat.Live.QueueLine;
import io.nightshift.engine.stat.Live.Snapshot;
import io.nightshift.store.node.NodeStore.Node;
import io.nightshift.store.stat.StatStore.Minute;
import io.nightshift.web.console.Words;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/** The few numbers that say whether work flows, from one snapshot. */
public final class Figures {

    private final Snapshot snapshot;

    public Figures(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    /** Jobs that wait for a node with room. */
    public long ready() {
        return sum(line -> line.depth().ready());
    }

    /** Jobs that nodes have started. */
    public long running() {
        return sum(line -> line.depth().running());
    }

    /** Jobs that nodes hold and have not started. */
    public long held() {
        return sum(line -> line.depth().held());
    }

    /** Jobs that are not due yet. */
    public long scheduled() {
        return sum(line -> line.depth().scheduled());
    }

    /** Handlers that the live nodes may run at once. */
    public int slots() {
        return snapshot.nodes().stream()
                .filter(Node::live)
                .mapToInt(Node::slots)
                .sum();
    }

    /** Jobs that ended within a minute: the last full one, or the one that runs if it has seen more already. */
    public long endedPerMinute() {
        Instant running = snapshot.at().truncatedTo(ChronoUnit.MINUTES);
        Instant last = running.minus(Duration.ofMinutes(1));
        return Math.max(
                ended(m -> m.minute().equals(running)), ended(m -> m.minute().equals(last)));
    }

    /** Jobs that ended within the hour. */
    public long endedPerHour() {
        return ended(m -> true);
    }

    /** Jobs that became DEAD within the last so many minutes. */
    public long died(int minutes) {
        Instant from = snapshot.at().minus(Duration.ofMinutes(minutes));
        return count(m -> m.result().equals("DEAD") && !m.minute().isBefore(from));
    }

    /** Attempts of the last hour that failed, tried again or not. */
    public long failures() {
        return count(m -> m.result().equals("FAILED") || m.result().equals("DEAD"));
    }

    /** Share of the attempts of the last hour that failed, 0 to 1; empty if none ended. */
    public Optional<Double> failureRate() {
        long failed = failures();
        long all = failed + count(m -> m.result().equals("SUCCEEDED"));
        return all == 0 ? Optional.empty() : Optional.of((double) failed / all);
    }

    /** The queue whose oldest ready job has waited longest, paused queues left out; empty if nothing waits. */
    public Optional<QueueLine> latest() {
        return snapshot.queues().values().stream()
                .filter(line -> line.depth().ready() > 0 && !line.queue().paused())
                .max(Comparator.comparing(line -> line.depth().oldestReady()));
    }

    /** The failure rate such as "1.2 %"; a dash if nothing was tried. */
    public String failureWords() {
        return failureRate().map(Figures::percent).orElse("–");
    }

    /** How long the oldest ready job has waited; a dash if none waits. */
    public String oldestWords(Words words) {
        return latest().map(line -> words.duration(line.depth().oldestReady())).orElse("–");
    }

    static String percent(double share) {
        double percent = share * 100;
        if (percent == 0) {
            return "0 %";
        }
        if (percent < 0.1) {
            return "< 0.1 %";
        }
        return String.format(Locale.ROOT, percent < 10 ? "%.1f %%" : "%.0f %%", percent);
    }

    private long ended(Predicate<Minute> when) {
        // FAILED is an attempt that is tried again, so not the end of a job.
        return count(when.and(m -> !m.result().equals("FAILED")));
    }

    private long count(Predicate<Minute> which) {
        return snapshot.minutes().stream().filter(which).mapToLong(Minute::jobs).sum();
    }

    private long sum(ToLongFunction<QueueLine> number) {
        return snapshot.queues().values().stream().mapToLong(number).sum();
    }
}
