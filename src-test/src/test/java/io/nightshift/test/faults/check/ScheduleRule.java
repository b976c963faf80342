package io.nightshift.test.faults.check;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import io.nightshift.test.faults.check.Violation.Promise;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** A schedule of every second: each of its instants has one record, and each job of it is the one of an instant. */
final class ScheduleRule {

    private ScheduleRule() {}

    static List<Violation> check(History history) {
        List<Violation> found = new ArrayList<>();
        Rows rows = history.rows();
        rows.fires().stream().collect(groupingBy(Rows.Fire::schedule)).forEach((schedule, fires) -> {
            List<Rows.Fire> sorted =
                    fires.stream().sorted(Comparator.comparing(Rows.Fire::at)).toList();
            for (int i = 1; i < sorted.size(); i++) {
                if (!sorted.get(i).at().equals(sorted.get(i - 1).at().plusSeconds(1))) {
                    add(
                            found,
                            schedule + ": after " + sorted.get(i - 1).at() + " comes "
                                    + sorted.get(i).at());
                }
            }
            Set<String> fired = fires.stream()
                    .filter(fire -> fire.job() != null)
                    .map(fire -> Objects.requireNonNull(fire.job()))
                    .collect(toSet());
            Set<String> jobs = rows.jobs().stream()
                    .filter(job -> schedule.equals(job.schedule()))
                    .map(Rows.Job::id)
                    .collect(toSet());
            jobs.stream().filter(job -> !fired.contains(job)).forEach(job -> add(found, job + " has no instant"));
            fired.stream()
                    .filter(job -> !jobs.contains(job))
                    .forEach(job -> add(found, job + " fired and is not there"));
            if (fires.stream().filter(fire -> fire.result().equals("FIRED")).count() != fired.size()) {
                add(found, schedule + ": instants that fired have no job of their own");
            }
        });
        return found;
    }

    private static void add(List<Violation> found, String what) {
        found.add(new Violation(Promise.INSTANTS_ONCE, what));
    }
}
