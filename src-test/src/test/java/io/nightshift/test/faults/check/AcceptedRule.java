package io.nightshift.test.faults.check;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import io.nightshift.test.faults.check.Accepted.Way;
import io.nightshift.test.faults.check.Violation.Promise;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What was accepted is there, once, and ended well; nothing is there that nobody asked for. */
final class AcceptedRule {

    private AcceptedRule() {}

    static List<Violation> check(History history) {
        List<Violation> found = new ArrayList<>();
        Rows rows = history.rows();
        Map<String, Set<String>> ids = rows.jobs().stream()
                .filter(job -> job.key() != null && job.schedule() == null)
                .collect(groupingBy(job -> Objects.requireNonNull(job.key()), mapping(Rows.Job::id, toSet())));
        Set<String> rejects = new HashSet<>(rows.rejects());
        Set<String> told = new HashSet<>(history.unanswered());
        for (Accepted one : history.accepted()) {
            told.add(one.key());
            if (one.way() == Way.POISON) {
                if (!rejects.contains(one.key())) {
                    lost(found, "message " + one.key() + " has no reject");
                }
                continue;
            }
            Set<String> stored = ids.getOrDefault(one.key(), Set.of());
            if (one.id() == null ? stored.isEmpty() : !stored.contains(one.id())) {
                lost(found, one + " is not stored");
            }
        }
        ids.forEach((key, jobs) -> {
            if (jobs.size() > 1) {
                found.add(new Violation(Promise.NOTHING_TWICE, "key " + key + " is " + jobs.size() + " jobs: " + jobs));
            }
            if (!told.contains(key)) {
                found.add(new Violation(Promise.NOTHING_TWICE, "nobody asked for " + key + ": " + jobs));
            }
        });
        for (Rows.Outcome outcome : rows.outcomes()) {
            if (!outcome.state().equals("SUCCEEDED")) {
                lost(found, outcome + ", though every handler succeeds at last");
            }
        }
        return found;
    }

    private static void lost(List<Violation> found, String what) {
        found.add(new Violation(Promise.NOTHING_LOST, what));
    }
}
