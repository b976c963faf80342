@NullMarked
package io.nightshift.engine.submit;

import org.jspecify.annotations.NullMarked;
