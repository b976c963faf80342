/**
 * The job type {@code http.call}: one request to a host that the operator allows.
 *
 * <p>It never connects to a host that is not on the list, never to an address inside the own network unless the list
 * names that very host, and never follows a redirect. What comes back is kept up to a limit.
 */
@NullMarked
package io.nightshift.jobs.http;

import org.jspecify.annotations.NullMarked;
