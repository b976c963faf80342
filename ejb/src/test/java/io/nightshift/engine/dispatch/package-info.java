/** Tests of what a lane decides by. */
@NullMarked
package io.nightshift.engine.dispatch;

import org.jspecify.annotations.NullMarked;
