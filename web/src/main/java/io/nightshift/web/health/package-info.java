/**
 * What the server's health endpoints say of this node, on the management port: {@code /health/live} and {@code /health/ready}.
 * Thin: the engine judges.
 */
@NullMarked
package io.nightshift.web.health;

import org.jspecify.annotations.NullMarked;
