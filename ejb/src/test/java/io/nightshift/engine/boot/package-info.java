@NullMarked
package io.nightshift.engine.boot;

import org.jspecify.annotations.NullMarked;
