/**
 * What open pages are told without being loaded again: the tick of the cluster's numbers, and JSON for single jobs.
 *
 * <p>Reads only, and only what its page shows. Numbers come from the engine's live snapshot: viewers cost no queries.
 */
@NullMarked
package io.nightshift.web.push;

import org.jspecify.annotations.NullMarked;
