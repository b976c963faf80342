/**
 * What operators and callers do to jobs that exist: cancel, retry, in ones and in bulk, each recorded in the audit.
 */
@NullMarked
package io.nightshift.engine.control;

import org.jspecify.annotations.NullMarked;
