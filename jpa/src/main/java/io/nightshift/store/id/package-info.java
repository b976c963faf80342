/**
 * Ids that sort by time (UUID version 7, RFC 9562), so a primary key is also the order of a list. Pure computation.
 */
@NullMarked
package io.nightshift.store.id;

import org.jspecify.annotations.NullMarked;
