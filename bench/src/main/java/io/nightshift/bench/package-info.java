/** The program: which systems are measured, in which order, how often. Run it with {@code ./nightshift bench}. */
@NullMarked
package io.nightshift.bench;

import org.jspecify.annotations.NullMarked;
