/** Tests. */
@NullMarked
package io.nightshift.engine.user;

import org.jspecify.annotations.NullMarked;
