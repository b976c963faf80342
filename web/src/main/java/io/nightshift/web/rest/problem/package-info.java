/**
 * What goes wrong, as RFC 9457 problem documents. Every exception becomes one here; faults of the server go to the log with an id, and
 * only the id goes out.
 */
@NullMarked
package io.nightshift.web.rest.problem;

import org.jspecify.annotations.NullMarked;
