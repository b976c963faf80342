/** Tests. */
@NullMarked
package io.nightshift.engine.schedule;

import org.jspecify.annotations.NullMarked;
