/** Tests. */
@NullMarked
package io.nightshift.engine.hint;

import org.jspecify.annotations.NullMarked;
