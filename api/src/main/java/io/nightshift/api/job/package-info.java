/**
 * The words for a job: its id, its request, its state and what can be told about it at one moment.
 *
 * <p>Everything here is an immutable value. Nothing here reads or writes storage, and no value knows the engine.
 */
@NullMarked
package io.nightshift.api.job;

import org.jspecify.annotations.NullMarked;
