/** The one PostgreSQL that all systems share, set as a careful operator would: nothing is faster by being forgotten. */
@NullMarked
package io.nightshift.bench.database;

import org.jspecify.annotations.NullMarked;
