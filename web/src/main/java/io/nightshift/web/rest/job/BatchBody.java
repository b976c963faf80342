package io.nightshift.web.rest.job;

import io.nightshift.api.client.InvalidJobException.Violation;
import io.nightshift.api.job.JobRequest;
import io.nightshift.web.rest.problem.ProblemException;
import io.nightshift.web.rest.request.BodyLimit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Several requests that are stored together or not at all. */
@BodyLimit(32L << 20)
record BatchBody(@Nullable List<@Nullable JobBody> jobs) {

    /** The most jobs of one batch. */
    static final int MAX_JOBS = 10_000;

    /** The most broken rules that are told at once. */
    private static final int MAX_VIOLATIONS = 100;

    List<JobRequest> toRequests() {
        if (jobs == null || jobs.isEmpty()) {
            throw ProblemException.invalid("jobs", "must have 1 to " + MAX_JOBS + " entries");
        }
        if (jobs.size() > MAX_JOBS) {
            throw ProblemException.invalid(
                    "jobs", "has " + jobs.size() + " entries, more than " + MAX_JOBS + "; nothing was stored");
        }
        List<Violation> violations = new ArrayList<>();
        for (int i = 0; i < jobs.size() && violations.size() < MAX_VIOLATIONS; i++) {
            JobBody job = jobs.get(i);
            if (job == null) {
                violations.add(new Violation("jobs[" + i + "]", "must be a JSON object"));
            } else {
                violations.addAll(job.violations("jobs[" + i + "]."));
            }
        }
        if (!violations.isEmpty()) {
            throw ProblemException.invalid(violations);
        }
        return jobs.stream()
                .map(Objects::requireNonNull)
                .map(JobBody::translate)
                .toList();
    }
}
