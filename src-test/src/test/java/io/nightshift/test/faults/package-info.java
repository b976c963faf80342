/**
 * The fault suite: a seeded load, a fault, a recovery, and a checker that decides. {@code ./nightshift faults} runs it.
 */
@NullMarked
package io.nightshift.test.faults;

import org.jspecify.annotations.NullMarked;
