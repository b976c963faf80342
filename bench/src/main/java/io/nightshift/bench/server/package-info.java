/**
 * Nightshift as it is deployed: the prepared server in a process of its own, on PostgreSQL by environment variables, with
 * the defaults of everything that is not a port or an address.
 */
@NullMarked
package io.nightshift.bench.server;

import org.jspecify.annotations.NullMarked;
