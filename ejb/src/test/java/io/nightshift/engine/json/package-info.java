/** Tests of how arguments are read. */
@NullMarked
package io.nightshift.engine.json;

import org.jspecify.annotations.NullMarked;
