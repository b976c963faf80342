/**
 * Reads a CSV: bytes become characters, characters records, each with its line and the byte where the next one begins. It
 * looks at the form only, never at what a field means.
 */
@NullMarked
package io.nightshift.jobs.csv.read;

import org.jspecify.annotations.NullMarked;
