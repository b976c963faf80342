package io.nightshift.web.push;

import io.nightshift.engine.stat.Live.Snapshot;
import io.nightshift.web.console.Words;
import io.nightshift.web.console.overview.Figures;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * The numbers of one snapshot as pages show them, in some 200 bytes. An element with {@code data-live="running"} shows
 * {@code running}.
 *
 * @param v version of the snapshot
 * @param age of the snapshot in milliseconds
 * @param ready waiting jobs
 * @param running jobs that nodes have started
 * @param held jobs that nodes hold and have not started
 * @param slots of the live nodes
 * @param dead jobs
 * @param rejects rejected messages
 * @param perMinute jobs that end
 * @param failures share of attempts of the last hour
 * @param oldest wait
 */
public record LiveTick(
        long v,
        long age,
        String ready,
        String running,
        String held,
        String slots,
        String dead,
        String rejects,
        String perMinute,
        String failures,
        String oldest) {

    static LiveTick of(Snapshot snapshot, Instant now, Words words) {
        Figures figures = new Figures(snapshot);
        return new LiveTick(
                snapshot.version(),
                Math.max(0, Duration.between(snapshot.at(), now).toMillis()),
                words.count(figures.ready()),
                words.count(figures.running()),
                words.count(figures.held()),
                words.count(figures.slots()),
                words.capped(snapshot.dead(), 10_000),
                words.capped(snapshot.rejects(), 1000),
                words.count(figures.endedPerMinute()),
                figures.failureWords(),
                figures.oldestWords(words));
    }

    /** The same as Faces can write it: it knows maps and beans, and no records. */
    Map<String, Object> asMap() {
        return Json.map(this);
    }
}
