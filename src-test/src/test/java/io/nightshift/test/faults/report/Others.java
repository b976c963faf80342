package io.nightshift.test.faults.report;

import io.nightshift.test.faults.check.Effect;
import java.util.List;

/**
 * How the processes that were not struck went on: how many jobs they ended before the fault and during it.
 *
 * @param before jobs ended in {@code beforeMillis} before the fault
 * @param during jobs ended in {@code duringMillis} of the fault
 */
public record Others(long before, long beforeMillis, long during, long duringMillis) {

    private static final double LEAST = 0.8;

    /** Three standard deviations of a count: one in a thousand sound runs is further off. */
    private static final int DEVIATIONS = 3;

    static Others of(List<Effect> effects, Times.Window window) {
        long begun = effects.isEmpty() ? window.struckAt() : effects.get(0).at();
        return new Others(
                ended(effects, window, begun, window.struckAt()),
                window.struckAt() - begun,
                ended(effects, window, window.struckAt(), window.healedAt()),
                window.healedAt() - window.struckAt());
    }

    private static long ended(List<Effect> effects, Times.Window window, long from, long to) {
        return effects.stream()
                .filter(effect -> !effect.start() && effect.at() > from && effect.at() <= to)
                .filter(effect -> effect.process() != window.victim().orElse(0))
                .count();
    }

    /** The rate during the fault in percent of that before; 0 if there was none before. */
    public long percent() {
        double rate = (double) before / Math.max(1, beforeMillis);
        return rate == 0 ? 0 : Math.round((double) during / Math.max(1, duringMillis) / rate * 100);
    }

    /**
     * Whether they did less than {@value #LEAST} of what they did before, and so much less that it is not chance: both counts are
     * small, and jobs arrive at random.
     */
    public boolean isSlowed() {
        double share = (double) duringMillis / Math.max(1, beforeMillis);
        double least = LEAST * before * share;
        double deviation = Math.sqrt(LEAST * LEAST * share * share * before + during);
        return during + DEVIATIONS * deviation < least;
    }

    @Override
    public String toString() {
        return during + " jobs in " + duringMillis + " ms, " + before + " in " + beforeMillis + " ms before";
    }
}
