/** Tests. */
@NullMarked
package io.nightshift.engine.ingress;

import org.jspecify.annotations.NullMarked;
