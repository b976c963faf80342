/**
 * Operations on all jobs that fit a filter: what is asked for, what is told, and how the job that does it goes on.
 *
 * <p>An operation moves jobs in chunks. Each chunk is one transaction that also writes down how far the operation is, so a
 * crash neither repeats nor leaves out a chunk. It never touches jobs that were submitted after it, nor itself.
 */
@NullMarked
package io.nightshift.api.bulk;

import org.jspecify.annotations.NullMarked;
