/** Tests. */
@NullMarked
package io.nightshift.engine.secret;

import org.jspecify.annotations.NullMarked;
