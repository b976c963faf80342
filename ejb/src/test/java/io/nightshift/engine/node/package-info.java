@NullMarked
package io.nightshift.engine.node;

import org.jspecify.annotations.NullMarked;
