@NullMarked
package io.nightshift.engine.config;

import org.jspecify.annotations.NullMarked;
