/** Tests. */
@NullMarked
package io.nightshift.engine.maintain;

import org.jspecify.annotations.NullMarked;
