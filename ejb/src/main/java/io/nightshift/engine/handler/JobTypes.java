package io.nightshift.engine.handler;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The job types this node can run, found at its start. A CDI bean. */
public interface JobTypes {

    /** All, by name. */
    List<JobType> all();

    /** One by name. */
    Optional<JobType> find(String name);

    /** When its failed attempts are tried again, in words for people; empty if there is no such type here. */
    String retries(String name);

    /**
     * Arguments as people may see them: {@code ***} in the places of masked fields. Unchanged if this node does not know the type.
     *
     * @param args JSON; if it is not whole and its type masks anything, all of it is masked
     */
    String shown(String type, String args);

    /** Why stored arguments do not fit their type as it is on this node; empty if they do, or it does not know the type. */
    Optional<String> misfit(String type, String args);

    /**
     * A job type.
     *
     * @param name such as {@code csv.import}
     * @param description one sentence; empty if its author gave none
     * @param queue of jobs that name none
     * @param maxAttempts of jobs that name none
     * @param timeout of one attempt, of jobs that name none; zero for none
     * @param timeLimit from when it is first due to its end, of jobs that name none; zero for none
     * @param submitters the roles that may submit it, as its code says; empty for all that may submit
     * @param argsSchema JSON Schema (draft 2020-12) of the arguments, as JSON text
     */
    record JobType(
            String name,
            String description,
            String queue,
            int maxAttempts,
            Duration timeout,
            Duration timeLimit,
            List<String> submitters,
            String argsSchema) {}
}
