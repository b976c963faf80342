/** The real parts that are struck: two servers, a PostgreSQL, and a wire to it for each server that can be disturbed. */
@NullMarked
package io.nightshift.test.faults.cluster;

import org.jspecify.annotations.NullMarked;
