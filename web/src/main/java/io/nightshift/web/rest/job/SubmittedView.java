package io.nightshift.web.rest.job;

import io.nightshift.engine.submit.Submitted;
import java.util.UUID;

/** The answer to a submission. */
public record SubmittedView(UUID id, boolean created) {

    static SubmittedView of(Submitted submitted) {
        return new SubmittedView(submitted.id().value(), submitted.created());
    }
}
