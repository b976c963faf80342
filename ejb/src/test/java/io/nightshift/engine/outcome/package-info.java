@NullMarked
package io.nightshift.engine.outcome;

import org.jspecify.annotations.NullMarked;
