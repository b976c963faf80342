/**
 * Jobs by way of an outbox: the client that writes requests into the table of an application, and on every node one mover for each
 * configured data source, which makes jobs of them.
 *
 * <p>An entry is moved in three commits: its job with a note of it, its deletion, the end of the note. Whoever dies in between leaves
 * something that the next mover recognises, so an entry is one job or one reject, and never none. The movers have threads of their own
 * and wait for databases that are not ours: whatever happens there is told in the health of the node, and never stops it.
 */
@NullMarked
package io.nightshift.engine.outbox;

import org.jspecify.annotations.NullMarked;
