/**
 * The engine's settings: read once at the start from system properties and the environment, checked together, never changed
 * afterwards. A bad value stops the deployment and says which one it is.
 */
@NullMarked
package io.nightshift.engine.config;

import org.jspecify.annotations.NullMarked;
