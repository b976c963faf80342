/**
 * This server's incarnation, its heartbeat and what is known of the other nodes.
 */
@NullMarked
package io.nightshift.engine.node;

import org.jspecify.annotations.NullMarked;
