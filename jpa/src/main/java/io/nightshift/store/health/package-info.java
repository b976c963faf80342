/**
 * What the server's health endpoints say of this node, on the management port: {@code /health/live} and {@code /health/ready}.
 *
 * <p>The engine judges and only tells its answers here: the server sees the checks of an EAR's libraries, not those of its EJB
 * jar or WAR.
 */
@NullMarked
package io.nightshift.store.health;

import org.jspecify.annotations.NullMarked;
