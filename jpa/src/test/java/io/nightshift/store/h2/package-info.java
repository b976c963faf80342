/** What the product relies on in H2 itself. */
@NullMarked
package io.nightshift.store.h2;

import org.jspecify.annotations.NullMarked;
