package io.nightshift.test.faults.check;

import io.nightshift.test.faults.check.Disturbance.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One run of a handler, from its start to its end.
 *
 * @param begun place of its start in the log of effects
 * @param ended place of its end; null if it left none
 * @param recorded the database has an attempt that did not succeed, of this number: lost, or failed
 * @param excused something was done after its start that lets the same attempt run again
 */
record Run(Effect start, int begun, @Nullable Integer ended, boolean recorded, boolean excused) {

    String job() {
        return start.job();
    }

    int attempt() {
        return start.attempt();
    }

    boolean isOpenAt(int place) {
        return begun < place && (ended == null || ended > place);
    }

    /** Somebody may run the job again although this run has not left its end. */
    boolean mayBeDoubled() {
        return recorded || excused;
    }

    @Override
    public String toString() {
        return "attempt " + attempt() + " of " + job() + " in process " + start.process();
    }

    /** All runs in the order of their starts; an end belongs to the last open start of its process. */
    static List<Run> of(History history) {
        Set<String> recorded = new HashSet<>();
        history.rows().attempts().forEach(attempt -> recorded.add(attempt.job() + " " + attempt.attempt()));
        Map<String, Integer> open = new HashMap<>();
        Map<Integer, Integer> ends = new HashMap<>();
        List<Effect> effects = history.effects();
        for (int i = 0; i < effects.size(); i++) {
            Effect effect = effects.get(i);
            String who = effect.job() + " " + effect.attempt() + " " + effect.process();
            if (effect.start()) {
                open.put(who, i);
            } else {
                Integer start = open.remove(who);
                if (start != null) {
                    ends.put(start, i);
                }
            }
        }
        List<Run> runs = new ArrayList<>();
        for (int i = 0; i < effects.size(); i++) {
            Effect effect = effects.get(i);
            if (effect.start()) {
                runs.add(new Run(
                        effect,
                        i,
                        ends.get(i),
                        recorded.contains(effect.job() + " " + effect.attempt()),
                        excused(effect, history.disturbances())));
            }
        }
        return runs;
    }

    private static boolean excused(Effect start, List<Disturbance> disturbances) {
        return disturbances.stream()
                .anyMatch(one ->
                        one.at() >= start.at() && (one.kind() == Kind.CLAIMS_LOST || one.process() == start.process()));
    }
}
