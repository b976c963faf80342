package io.nightshift.test.faults.check;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import io.nightshift.test.faults.check.Violation.Promise;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The runs of each job: numbers rise, one at a time, and one of them is what its outcome says. */
final class RunRule {

    private final List<Violation> found = new ArrayList<>();

    private RunRule() {}

    static List<Violation> check(History history) {
        RunRule rule = new RunRule();
        Map<String, Rows.Outcome> outcomes =
                history.rows().outcomes().stream().collect(toMap(Rows.Outcome::job, outcome -> outcome));
        Map<String, List<Run>> runs = Run.of(history).stream()
                .collect(groupingBy(Run::job, LinkedHashMap::new, java.util.stream.Collectors.toList()));
        runs.forEach((job, ofJob) -> {
            rule.starts(ofJob);
            rule.ends(ofJob, outcomes.get(job));
        });
        outcomes.forEach((job, outcome) -> {
            if (outcome.state().equals("SUCCEEDED")
                    && runs.getOrDefault(job, List.of()).stream()
                            .noneMatch(run -> run.attempt() == outcome.attempt() && run.ended() != null)) {
                rule.add(Promise.NOTHING_LOST, outcome + " has left no effect");
            }
        });
        return rule.found;
    }

    private void starts(List<Run> runs) {
        for (int i = 1; i < runs.size(); i++) {
            Run run = runs.get(i);
            for (Run before : runs.subList(0, i)) {
                if (run.attempt() < before.attempt()) {
                    add(Promise.NO_START_AFTER_A_FENCE, run + " starts after " + before);
                } else if (run.attempt() == before.attempt() && !before.excused()) {
                    add(Promise.NO_START_AFTER_A_FENCE, run + " starts again");
                }
                if (before.isOpenAt(run.begun()) && !before.mayBeDoubled()) {
                    add(Promise.NO_OVERLAP, run + " starts while " + before + " is open, and no loss is recorded");
                }
            }
        }
    }

    private void ends(List<Run> runs, Rows.@Nullable Outcome outcome) {
        if (outcome == null) {
            return;
        }
        for (Run run : runs) {
            if (run.attempt() > outcome.attempt()) {
                add(Promise.NO_START_AFTER_A_FENCE, outcome + ", though " + run + " had started");
            }
            if (run.attempt() != outcome.attempt() && run.ended() != null && !run.mayBeDoubled()) {
                add(Promise.NOTHING_TWICE, run + " had its effect and no loss is recorded; " + outcome);
            }
        }
    }

    private void add(Promise promise, String what) {
        found.add(new Violation(promise, what));
    }
}
