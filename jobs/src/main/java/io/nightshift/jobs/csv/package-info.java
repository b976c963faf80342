/**
 * The job type {@code csv.import}: reads a CSV in constant memory, checks each row against declared columns and writes
 * the good ones into a table or a file.
 *
 * <p>Invariant: what is written and the mark of how far it is come about together, so a run that is cut off anywhere
 * loses no row and writes none twice. For a table both are one JTA transaction; for a file, what lies behind the last
 * mark is cut off before the next run writes on. It never leaves the configured folder and never touches a table that
 * is not on the operator's list.
 */
@NullMarked
package io.nightshift.jobs.csv;

import org.jspecify.annotations.NullMarked;
