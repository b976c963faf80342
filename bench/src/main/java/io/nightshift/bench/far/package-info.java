/** A job type that only one of two nodes is given, so that the other has to leave its jobs to it. */
@NullMarked
package io.nightshift.bench.far;

import org.jspecify.annotations.NullMarked;
