/**
 * What the author of a job handler sees: the contract, the context of a run, and the ways it can end.
 *
 * <p>A handler is a CDI bean that implements {@link io.nightshift.api.handler.JobHandler} or
 * {@link io.nightshift.api.handler.AsyncJobHandler} and carries {@link io.nightshift.api.handler.Handles}. It knows nothing of queues, claims or the database.
 */
@NullMarked
package io.nightshift.api.handler;

import org.jspecify.annotations.NullMarked;
