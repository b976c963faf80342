/**
 * The users of a first start. Passwords are made or read here, hashed, and never logged or kept.
 */
@NullMarked
package io.nightshift.engine.user;

import org.jspecify.annotations.NullMarked;
