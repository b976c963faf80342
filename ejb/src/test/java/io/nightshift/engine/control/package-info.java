/** Tests. */
@NullMarked
package io.nightshift.engine.control;

import org.jspecify.annotations.NullMarked;
