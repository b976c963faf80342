package io.nightshift.engine.access;

import java.util.function.Predicate;

/**
 * How far somebody sees: all jobs, or only those that they submitted.
 *
 * @param name whose it is
 * @param all whether they see the jobs of others too
 */
public record Reach(String name, boolean all) {

    /** The reach of somebody with these roles. */
    public static Reach of(String name, Predicate<String> has) {
        return new Reach(name, Act.SEE_ALL_JOBS.allows(has));
    }

    /** Whether they see a job of this submitter. */
    public boolean covers(String submitter) {
        return all || submitter.equals(name);
    }
}
