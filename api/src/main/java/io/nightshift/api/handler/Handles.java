package io.nightshift.api.handler;

import jakarta.enterprise.util.Nonbinding;
import jakarta.inject.Qualifier;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names the job type that a {@link JobHandler} handles, and the defaults of its jobs. */
@Documented
@Qualifier
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Handles {

    /**
     * The job type: lower-case words joined by dots, such as {@code invoice.render}; at most 100 characters of
     * {@code a-z 0-9 . _ -}. It is stored with every job, so it should outlive the class that handles it. Two handlers
     * of one type stop the deployment.
     */
    String value();

    /** One sentence for the people who choose this type in the console. */
    @Nonbinding
    String description() default "";

    /** The queue of jobs that name none. */
    @Nonbinding
    String queue() default "default";

    /** Failed attempts after which a job that names no number is given up; 1 to 100. */
    @Nonbinding
    int maxAttempts() default 5;

    /** How long one attempt may take, in seconds, if the job does not say; 0 means without limit. */
    @Nonbinding
    long timeoutSeconds() default 0;

    /**
     * How long to wait before the next attempt, as ISO 8601 durations: the first after the first failed attempt, and so on;
     * the last one for all that follow. One alone is a fixed delay. Without any the delay grows from attempt to attempt and
     * is partly random, so that jobs that failed together do not come back together. {@link Outcome#retry} with a delay of
     * its own takes precedence.
     */
    @Nonbinding
    String[] retryDelays() default {};

    /** Exceptions, with their subclasses, after which no further attempt makes sense: the job is DEAD at once. */
    @Nonbinding
    Class<? extends Throwable>[] failOn() default {};
}
