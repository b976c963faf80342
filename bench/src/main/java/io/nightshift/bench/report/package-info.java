/** What the bench says: a table for people and a file for programs. */
@NullMarked
package io.nightshift.bench.report;

import org.jspecify.annotations.NullMarked;
