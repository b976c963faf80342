@NullMarked
package io.nightshift.engine.finish;

import org.jspecify.annotations.NullMarked;
