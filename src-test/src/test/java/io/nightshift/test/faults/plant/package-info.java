/** Bugs made by hand behind the product's back, in SQL, so that the checker is seen to find them. */
@NullMarked
package io.nightshift.test.faults.plant;

import org.jspecify.annotations.NullMarked;
