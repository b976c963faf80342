package io.nightshift.web.rest;

import io.nightshift.api.job.JobId;
import java.util.UUID;

/** Reads ids out of paths: what is no id names nothing, so the answer is 404. */
final class Ids {

    private Ids() {}

    static JobId job(String text) {
        try {
            return JobId.parse(text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.notFound("job " + text);
        }
    }

    static UUID of(String what, String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.notFound(what + " " + text);
        }
    }
}
