@NullMarked
package io.nightshift.engine.watch;

import org.jspecify.annotations.NullMarked;
