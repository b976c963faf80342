package io.nightshift.api.client;

import jakarta.enterprise.util.Nonbinding;
import jakarta.inject.Qualifier;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Asks for the {@link JobClient} that writes into an outbox: the table {@code nightshift_outbox} of the application's own schema,
 * through the application's own data source. So a job is part of a transaction on that data source, which needs no XA.
 *
 * <pre>{@code
 * @Inject @Outbox JobClient jobs;
 *
 * @Transactional
 * void place(Order order) {
 *     orders.insert(order);                                  // the application's data source
 *     jobs.submit(JobRequest.of("invoice.render", order));   // the same one
 * }
 * }</pre>
 *
 * <p>After the commit the entry becomes a job with the id that {@code submit} answered, exactly once, also if the server dies in
 * between: at once on the node that wrote it, else within {@code NIGHTSHIFT_OUTBOX_POLL}. It differs from the ordinary client:
 *
 * <ul>
 *   <li>What only the store can know is not told to the caller: a request whose idempotency key names other content becomes a
 *       reject. One whose idempotency or unique key names another job is that job; its own id then names none.
 *   <li>{@code find} of a job that is not moved yet tells SCHEDULED, with a reason that says so. {@code cancel} takes its entry
 *       back, in the caller's transaction; afterwards {@code find} finds nothing.
 *   <li>Once it is moved, {@code find}, {@code cancel} and {@code retry} are outside of the caller's transaction, and done when they
 *       return.
 * </ul>
 */
@Documented
@Qualifier
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.TYPE})
public @interface Outbox {

    /**
     * The JNDI name of the data source, such as {@code java:jboss/datasources/ShopDS}; one of those that {@code
     * NIGHTSHIFT_OUTBOX_DATASOURCES} lists. May be left out if it lists one alone.
     */
    @Nonbinding
    String value() default "";
}
