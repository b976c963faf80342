package io.nightshift.test.faults.report;

import static java.util.stream.Collectors.toMap;

import io.nightshift.test.faults.check.Accepted;
import io.nightshift.test.faults.check.Effect;
import io.nightshift.test.faults.check.History;
import io.nightshift.test.faults.check.Rows;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;

/**
 * How long things took, in milliseconds; told, never judged.
 *
 * @param takeover from the fault until the last job that the victim was running had started elsewhere; empty if there was
 *     no victim, or it ran none that did
 * @param recovery from the healing until the last job had ended that was accepted before it; 0 if all had ended before
 * @param others how many jobs the other processes ended during the fault, in percent of their rate before it; empty if there
 *     was no victim
 */
public record Times(OptionalLong takeover, long recovery, OptionalLong others) {

    /** When the fault was, and whom it struck. */
    public record Window(long struckAt, long healedAt, OptionalLong victim) {}

    public static Times of(History history, Window window) {
        return new Times(takeover(history.effects(), window), recovery(history, window), others(history, window));
    }

    private static OptionalLong takeover(List<Effect> effects, Window window) {
        if (window.victim().isEmpty()) {
            return OptionalLong.empty();
        }
        long victim = window.victim().getAsLong();
        Set<String> open = new HashSet<>();
        effects.stream()
                .filter(effect -> effect.process() == victim && effect.at() <= window.struckAt())
                .forEach(effect -> {
                    if (effect.start()) {
                        open.add(effect.job());
                    } else {
                        open.remove(effect.job());
                    }
                });
        long last = 0;
        for (Effect effect : effects) {
            boolean elsewhere = effect.start() && effect.process() != victim && effect.at() > window.struckAt();
            if (elsewhere && open.remove(effect.job())) {
                last = Math.max(last, effect.at() - window.struckAt());
            }
        }
        return last == 0 ? OptionalLong.empty() : OptionalLong.of(last);
    }

    private static long recovery(History history, Window window) {
        Map<String, String> keys = history.rows().jobs().stream()
                .filter(job -> job.key() != null)
                .collect(toMap(job -> Objects.requireNonNull(job.key()), Rows.Job::id, (a, b) -> a));
        Set<String> before = new HashSet<>();
        for (Accepted one : history.accepted()) {
            String id = keys.get(one.key());
            if (one.at() <= window.healedAt() && id != null) {
                before.add(id);
            }
        }
        return history.effects().stream()
                .filter(effect -> !effect.start() && before.contains(effect.job()))
                .mapToLong(effect -> effect.at() - window.healedAt())
                .filter(after -> after > 0)
                .max()
                .orElse(0);
    }

    private static OptionalLong others(History history, Window window) {
        if (window.victim().isEmpty() || history.effects().isEmpty()) {
            return OptionalLong.empty();
        }
        long begun = history.effects().get(0).at();
        double before = rate(history.effects(), window, begun, window.struckAt());
        double during = rate(history.effects(), window, window.struckAt(), window.healedAt());
        return before == 0 ? OptionalLong.empty() : OptionalLong.of(Math.round(during / before * 100));
    }

    private static double rate(List<Effect> effects, Window window, long from, long to) {
        long ended = effects.stream()
                .filter(effect -> !effect.start() && effect.at() > from && effect.at() <= to)
                .filter(effect -> effect.process() != window.victim().orElse(0))
                .count();
        return (double) ended / Math.max(1, to - from);
    }
}
