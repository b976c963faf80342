package io.nightshift.test.faults.check;

import static java.util.stream.Collectors.toSet;

import io.nightshift.test.faults.check.Violation.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What is left when all is over: nothing waits, nothing is held by nobody, and the counters agree. */
final class RestRule {

    private RestRule() {}

    static List<Violation> check(History history) {
        List<Violation> found = new ArrayList<>();
        Rows rows = history.rows();
        Set<String> ended = rows.outcomes().stream().map(Rows.Outcome::job).collect(toSet());
        rows.jobs().stream()
                .filter(job -> !ended.contains(job.id()))
                .forEach(job -> stuck(
                        found,
                        job.id() + " has not ended; it lies in "
                                + rows.places().stream()
                                        .filter(place -> place.job().equals(job.id()))
                                        .map(Rows.Place::name)
                                        .toList()));
        rows.places().stream()
                .filter(place -> ended.contains(place.job()))
                .forEach(place -> found.add(
                        new Violation(Promise.NOTHING_TWICE, place.job() + " has ended and lies in " + place.name())));
        rows.orphans().forEach(what -> stuck(found, what));
        history.unanswered().forEach(key -> stuck(found, "no answer for " + key));
        history.refused().forEach(what -> found.add(new Violation(Promise.NO_FALSE_REFUSAL, what)));
        if (history.noneLost()) {
            rows.attempts().stream()
                    .filter(attempt -> attempt.kind().equals("LOST"))
                    .forEach(attempt -> found.add(new Violation(Promise.NO_NEEDLESS_LOSS, attempt.toString())));
        }
        long succeeded = rows.outcomes().stream()
                .filter(outcome -> outcome.state().equals("SUCCEEDED"))
                .count();
        if (rows.counted() > succeeded || (history.countersExact() && rows.counted() < succeeded)) {
            found.add(new Violation(
                    Promise.COUNTERS_EQUAL_ROWS,
                    "the counters say " + rows.counted() + " succeeded, the rows " + succeeded));
        }
        return found;
    }

    private static void stuck(List<Violation> found, String what) {
        found.add(new Violation(Promise.NOTHING_STUCK, what));
    }
}
