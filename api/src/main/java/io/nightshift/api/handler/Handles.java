package io.nightshift.api.handler;

import jakarta.enterprise.util.Nonbinding;
import jakarta.inject.Qualifier;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names the job type that a {@link JobHandler} or {@link AsyncJobHandler} handles, and the defaults of its jobs. */
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
     * How long a job that does not say may take from when it is first due, in seconds, over all attempts; 1 to 31,536,000
     * (365 days); 0 means without limit.
     */
    @Nonbinding
    long timeLimitSeconds() default 0;

    /**
     * Who may submit jobs of this type, by HTTP, JMS, console or a schedule: {@code operator}, {@code submitter} or {@code admin};
     * administrators always may. Empty for everybody who may submit. Name {@code operator} for types that do to others
     * what a caller's own jobs do not, such as removing history. An administrator can set something else at run time. Code that
     * uses {@link io.nightshift.api.client.JobClient} is not asked. A role that does not exist stops the deployment.
     */
    @Nonbinding
    String[] submitters() default {};

    /**
     * How long to wait before the next attempt, as ISO 8601 durations: the first after the first failed attempt, and so on;
     * the last one for all that follow; PT0S to P30D each. One alone is a fixed delay. Without any the delay is doubled
     * from attempt to attempt, see {@link #backoffBase}; both together stop the deployment. {@link Outcome#retry} with a
     * delay of its own takes precedence.
     */
    @Nonbinding
    String[] retryDelays() default {};

    /**
     * The delay after the first failed attempt, as an ISO 8601 duration from PT0.001S to P1D; it is doubled with each
     * further one. Empty for that of the node ({@code nightshift.retry.base}).
     */
    @Nonbinding
    String backoffBase() default "";

    /**
     * What the doubled delay never exceeds, as an ISO 8601 duration from {@link #backoffBase} to P30D. Empty for that of
     * the node ({@code nightshift.retry.max}), or for {@link #backoffBase} if that is longer.
     */
    @Nonbinding
    String backoffMax() default "";

    /**
     * Which share of the delay is random, from 0 (none) to 1 (all): the delay lies between {@code (1 - jitter)} times the
     * computed one and the computed one, so that jobs that failed together do not come back together. If it is not given it
     * is 1 for doubled delays and 0 for {@link #retryDelays}.
     */
    @Nonbinding
    double jitter() default -1;

    /**
     * Exceptions, with their subclasses, after which no further attempt makes sense: the job is DEAD at once. Where
     * {@link #ignore} names a class of the same exception too, the more specific of the two counts; one class in both stops
     * the deployment.
     */
    @Nonbinding
    Class<? extends Throwable>[] failOn() default {};

    /**
     * Exceptions, with their subclasses, that do not matter: the job is SUCCEEDED without a result, and the exception is a
     * line of its log. After a request to stop nothing is ignored: what a handler throws then may come of just that.
     */
    @Nonbinding
    Class<? extends Throwable>[] ignore() default {};
}
