package io.nightshift.test.faults.check;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import io.nightshift.test.faults.check.Violation.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A key never has more running jobs than it allows, but for runs whose lease was lost. */
final class KeyRule {

    private KeyRule() {}

    static List<Violation> check(History history) {
        Map<String, Rows.Job> keyed = history.rows().jobs().stream()
                .filter(job -> job.gate() != null)
                .collect(toMap(Rows.Job::id, job -> job));
        Map<String, List<Run>> gates = Run.of(history).stream()
                .filter(run -> keyed.containsKey(run.job()) && !run.mayBeDoubled())
                .collect(groupingBy(run -> Objects.requireNonNull(
                        Objects.requireNonNull(keyed.get(run.job())).gate())));
        List<Violation> found = new ArrayList<>();
        gates.forEach((gate, runs) -> {
            for (Run run : runs) {
                long others =
                        runs.stream().filter(one -> one.isOpenAt(run.begun())).count();
                int most = Objects.requireNonNull(keyed.get(run.job())).most();
                if (others + 1 > most) {
                    found.add(new Violation(
                            Promise.NO_OVERLAP,
                            run + " is number " + (others + 1) + " of key " + gate + ", which allows " + most));
                }
            }
        });
        return found;
    }
}
