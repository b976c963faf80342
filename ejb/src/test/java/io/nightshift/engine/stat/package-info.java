/** Tests. */
@NullMarked
package io.nightshift.engine.stat;

import org.jspecify.annotations.NullMarked;
