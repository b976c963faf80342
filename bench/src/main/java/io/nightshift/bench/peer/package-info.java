/**
 * The systems that are measured, each behind {@link io.nightshift.bench.peer.Peer}, each with a database of its own and
 * set as its documentation recommends for speed.
 */
@NullMarked
package io.nightshift.bench.peer;

import org.jspecify.annotations.NullMarked;
