package io.nightshift.web.rest.job;

import io.nightshift.api.client.InvalidJobException.Violation;
import io.nightshift.api.job.JobId;
import io.nightshift.web.rest.problem.ProblemException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which jobs to steer. */
record IdsBody(@Nullable List<@Nullable String> ids) {

    /** The most jobs steered by one request. */
    static final int MAX_IDS = 1_000;

    Set<JobId> toIds() {
        if (ids == null || ids.isEmpty() || ids.size() > MAX_IDS) {
            throw ProblemException.invalid("ids", "must have 1 to " + MAX_IDS + " entries");
        }
        Set<JobId> parsed = new LinkedHashSet<>();
        List<Violation> violations = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            String text = ids.get(i);
            try {
                parsed.add(JobId.parse(text == null ? "" : text));
            } catch (IllegalArgumentException e) {
                violations.add(new Violation("ids[" + i + "]", "is not the id of a job"));
            }
        }
        if (!violations.isEmpty()) {
            throw ProblemException.invalid(violations);
        }
        return parsed;
    }
}
