/**
 * Tests of the answer to why a job is not running.
 */
@NullMarked
package io.nightshift.engine.why;

import org.jspecify.annotations.NullMarked;
