/** Tests of texts from outside. */
@NullMarked
package io.nightshift.store.text;

import org.jspecify.annotations.NullMarked;
