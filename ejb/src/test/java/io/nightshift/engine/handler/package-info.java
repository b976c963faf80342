@NullMarked
package io.nightshift.engine.handler;

import org.jspecify.annotations.NullMarked;
