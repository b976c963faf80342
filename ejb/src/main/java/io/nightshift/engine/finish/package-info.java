/**
 * Writes ended attempts down, many in one transaction, and tells whoever waits for them. An end is written by the
 * incarnation that claimed the job, or not at all.
 */
@NullMarked
package io.nightshift.engine.finish;

import org.jspecify.annotations.NullMarked;
