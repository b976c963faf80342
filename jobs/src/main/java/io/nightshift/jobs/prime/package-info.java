/**
 * The job type {@code prime.count}: work for the processor whose result can be checked. Touches nothing outside.
 */
@NullMarked
package io.nightshift.jobs.prime;

import org.jspecify.annotations.NullMarked;
