/** The broker that two nodes share. */
@NullMarked
package io.nightshift.bench.broker;

import org.jspecify.annotations.NullMarked;
