@NullMarked
package io.nightshift.engine.life;

import org.jspecify.annotations.NullMarked;
