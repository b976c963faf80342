/** Decides over a history, read once and whole, whether a promise was broken. Pure: it asks no server and no clock. */
@NullMarked
package io.nightshift.test.faults.check;

import org.jspecify.annotations.NullMarked;
