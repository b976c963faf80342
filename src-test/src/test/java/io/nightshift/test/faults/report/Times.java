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
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * How long things took, in milliseconds: told, never judged. That the others go on is judged, see {@link Others}.
 *
 * @param takeover from the fault until the last job that the victim was running had started elsewhere; empty if there was
 *     no victim, or it ran none that did
 * @param recovery from the healing until the last job had ended that was accepted before it; 0 if all had ended before
 * @param others what the other processes did meanwhile; empty if there was no victim
 */
public record Times(OptionalLong takeover, long recovery, Optional<Others> others) {

    /** When the fault was, and whom it struck. */
    public record Window(long struckAt, long healedAt, OptionalLong victim) {}

    public static Times of(History history, Window window) {
        return new Times(
                takeover(history.effects(), window),
                recovery(history, window),
                window.victim().isPresent() ? Optional.of(Others.of(history.effects(), window)) : Optional.empty());
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
}
