/**
 * Whether this node lives: its loops, each guarded so that what goes wrong ends one round and not the loop, and what is said of
 * it to whoever asks.
 *
 * <p>Owns the threads of the engine's loops and knows when each was last heard of. Never knows what a loop does.
 */
@NullMarked
package io.nightshift.engine.life;

import org.jspecify.annotations.NullMarked;
