/**
 * What is added to a copy of the EAR: a job that does nothing, and a small web application that sends Nightshift over the
 * course from inside, by {@code JobClient}, as application code would. Asks nobody for a password, so it is for the bench
 * alone.
 */
@NullMarked
package io.nightshift.bench.inside;

import org.jspecify.annotations.NullMarked;
