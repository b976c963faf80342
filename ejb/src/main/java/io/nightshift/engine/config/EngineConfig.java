package io.nightshift.engine.config;

import java.time.Duration;

/**
 * How this node works; docs/configuration.md lists names, units, defaults and effects.
 *
 * @param nodeName for people
 * @param slots handlers this node runs at once at most
 * @param asyncSlots jobs of asynchronous handlers that this node runs at once at most, beside those in slots
 * @param queueConcurrency of a queue that is seen for the first time: how many of its jobs one node runs at once
 * @param lease how long this node keeps its claims without a heartbeat
 * @param pollMin how long an idle lane waits before it looks again, at first
 * @param pollMax how long it waits at most
 * @param batch jobs per claim, finish and shared submission
 * @param prefetch jobs a lane holds unstarted at most
 * @param drain how long running jobs may go on when this node shuts down
 * @param grace how long a handler may take to stop after its interrupt
 * @param limits what requests may hold
 * @param backoff the delays between attempts
 * @param ageing what is done for jobs that better priorities keep waiting
 */
public record EngineConfig(
        String nodeName,
        int slots,
        int asyncSlots,
        int queueConcurrency,
        Duration lease,
        Duration pollMin,
        Duration pollMax,
        int batch,
        int prefetch,
        Duration drain,
        Duration grace,
        Limits limits,
        Retry backoff,
        Ageing ageing) {

    /** A machine that stands still for some seconds is no reason to give up. */
    private static final Duration LEAST_SILENCE = Duration.ofSeconds(20);

    /**
     * What requests may hold.
     *
     * @param payloadBytes UTF-8 bytes of arguments and of results
     * @param jsonDepth how deep arguments are nested
     * @param batchJobs jobs submitted together
     */
    public record Limits(int payloadBytes, int jsonDepth, int batchJobs) {}

    /**
     * The delays between attempts: a random time up to {@code base}, doubled with each attempt.
     *
     * @param base the bound of the first delay
     * @param max the bound of any
     */
    public record Retry(Duration base, Duration max) {}

    /**
     * What is done for jobs that better priorities keep waiting.
     *
     * @param share how many of a hundred jobs that a lane takes are theirs; 0 for none
     * @param after how old they are at least
     */
    public record Ageing(int share, Duration after) {}

    /**
     * Reads and checks the settings.
     *
     * @throws IllegalStateException if any is wrong; names them all
     */
    public static EngineConfig from(Settings settings) {
        Duration milli = Duration.ofMillis(1);
        EngineConfig config = new EngineConfig(
                settings.text("nightshift.node.name", settings.text("jboss.node.name", "nightshift")),
                settings.number("nightshift.slots", 32, 1, 10_000),
                settings.number("nightshift.async.slots", 10_000, 1, 100_000),
                settings.number("nightshift.queue.concurrency", 16, 1, 100_000),
                settings.duration(
                        "nightshift.lease", Duration.ofSeconds(30), Duration.ofSeconds(3), Duration.ofHours(1)),
                settings.duration("nightshift.poll.min", Duration.ofSeconds(1), milli, Duration.ofMinutes(1)),
                settings.duration("nightshift.poll.max", Duration.ofSeconds(5), milli, Duration.ofMinutes(5)),
                settings.number("nightshift.batch", 500, 1, 5_000),
                settings.number("nightshift.prefetch", 1_000, 1, 10_000),
                settings.duration("nightshift.drain", Duration.ofSeconds(10), Duration.ZERO, Duration.ofMinutes(30)),
                settings.duration("nightshift.grace", Duration.ofSeconds(5), milli, Duration.ofMinutes(10)),
                new Limits(
                        settings.number("nightshift.payload.max.bytes", 1 << 20, 1_024, 64 << 20),
                        settings.number("nightshift.json.max.depth", 64, 2, 500),
                        settings.number("nightshift.batch.max", 10_000, 1, 10_000)),
                new Retry(
                        settings.duration("nightshift.retry.base", Duration.ofSeconds(2), milli, Duration.ofDays(1)),
                        settings.duration("nightshift.retry.max", Duration.ofHours(1), milli, Duration.ofDays(30))),
                new Ageing(
                        settings.number("nightshift.ageing.share", 10, 0, 50),
                        settings.duration(
                                "nightshift.ageing.after", Duration.ofMinutes(1), milli, Duration.ofDays(30))));
        config.cross(settings);
        settings.check();
        return config;
    }

    /** From one heartbeat to the next: three fit into a lease, so that two may be lost. */
    public Duration heartbeat() {
        return lease.dividedBy(3);
    }

    /** A loop of this node that is silent for longer does not live: longer than any single wait of it takes. */
    public Duration silence() {
        Duration most = lease.multipliedBy(2);
        return most.compareTo(LEAST_SILENCE) < 0 ? LEAST_SILENCE : most;
    }

    private void cross(Settings settings) {
        int threads = settings.number("nightshift.threads", 256, 1, 20_000);
        if (slots > threads) {
            settings.problem("nightshift.slots (" + slots + ") must not exceed nightshift.threads (" + threads
                    + "): each slot is a thread that runs a handler");
        }
        if (nodeName.length() > 100) {
            settings.problem("nightshift.node.name must have at most 100 characters");
        }
        if (pollMin.compareTo(pollMax) > 0) {
            settings.problem("nightshift.poll.min must not exceed nightshift.poll.max");
        }
        if (backoff.base().compareTo(backoff.max()) > 0) {
            settings.problem("nightshift.retry.base must not exceed nightshift.retry.max");
        }
    }
}
