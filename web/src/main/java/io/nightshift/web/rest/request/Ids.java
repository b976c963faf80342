package io.nightshift.web.rest.request;

import io.nightshift.api.job.JobId;
import io.nightshift.web.rest.problem.ProblemException;
import java.util.UUID;

/** Reads ids out of paths: what is no id names nothing, so the answer is 404. */
public final class Ids {

    private Ids() {}

    /** The id of a job. */
    public static JobId job(String text) {
        try {
            return JobId.parse(text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.notFound("job " + text);
        }
    }

    /** The id of something else, which {@code what} names. */
    public static UUID of(String what, String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.notFound(what + " " + text);
        }
    }
}
