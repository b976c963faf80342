/**
 * Answers why a job is not running: each gate that stands before it, with who or what holds it. Reads only.
 */
@NullMarked
package io.nightshift.engine.why;

import org.jspecify.annotations.NullMarked;
