/** Tests. */
@NullMarked
package io.nightshift.engine.access;

import org.jspecify.annotations.NullMarked;
