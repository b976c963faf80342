package io.nightshift.engine.maintain;

import io.nightshift.engine.config.Settings;
import java.time.Duration;

/**
 * How long things are kept; docs/configuration.md lists names, defaults and effects.
 *
 * @param maxLosses after so many lost attempts that had certainly started a job is DEAD
 * @param nodeAge a node that went away is shown for so long
 * @param statAge counters per minute are kept for so long
 * @param rejectAge rejects are kept for so long
 */
record MaintainConfig(int maxLosses, Duration nodeAge, Duration statAge, Duration rejectAge) {

    /**
     * Reads and checks the settings.
     *
     * @throws IllegalStateException if any is wrong; names them all
     */
    static MaintainConfig from(Settings settings) {
        Duration minute = Duration.ofMinutes(1);
        Duration years = Duration.ofDays(3_650);
        MaintainConfig config = new MaintainConfig(
                settings.number("nightshift.max.losses", 3, 1, 100),
                settings.duration("nightshift.node.age", Duration.ofMinutes(10), minute, years),
                settings.duration("nightshift.stat.age", Duration.ofDays(14), Duration.ofHours(2), years),
                settings.duration("nightshift.reject.age", Duration.ofDays(30), minute, years));
        settings.check();
        return config;
    }
}
