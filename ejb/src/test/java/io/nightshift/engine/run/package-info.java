@NullMarked
package io.nightshift.engine.run;

import org.jspecify.annotations.NullMarked;
