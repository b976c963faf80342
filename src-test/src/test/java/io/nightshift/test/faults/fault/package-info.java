/** What is done to the parts, one class a fault. A fault knows no rule and no load. */
@NullMarked
package io.nightshift.test.faults.fault;

import org.jspecify.annotations.NullMarked;
