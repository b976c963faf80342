@NullMarked
package io.nightshift.engine.breaker;

import org.jspecify.annotations.NullMarked;
