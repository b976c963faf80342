package io.nightshift.test.faults.report;

import io.nightshift.test.faults.check.Violation;
import io.nightshift.test.faults.check.Violation.Promise;
import java.util.List;

/**
 * What came of one fault.
 *
 * @param ended jobs with an outcome
 * @param taken attempts that were recorded as lost, each of which led to another one
 */
public record Verdict(
        String fault, long seed, int acknowledged, int ended, long taken, Times times, List<Violation> violations) {

    public boolean isClean() {
        return violations.isEmpty();
    }

    long broken(Promise promise) {
        return violations.stream().filter(one -> one.promise() == promise).count();
    }
}
