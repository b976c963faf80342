/** What came of each run, as a row for people. */
@NullMarked
package io.nightshift.test.faults.report;

import org.jspecify.annotations.NullMarked;
