@NullMarked
package io.nightshift.engine.dispatch;

import org.jspecify.annotations.NullMarked;
