/** The way of a database from an older release to this one. */
@NullMarked
package io.nightshift.store.migration;

import org.jspecify.annotations.NullMarked;
