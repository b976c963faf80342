/** Tests. */
@NullMarked
package io.nightshift.engine.audit;

import org.jspecify.annotations.NullMarked;
