/**
 * Who may come in: makes, changes and removes users, checks their secrets, and lets whoever guesses wait.
 *
 * <p>Secrets are made, read and compared here, hashed, and never logged or stored. The right token always fits; a user that
 * cannot be asked for is unknown, never wrong; nobody can lock somebody else out.
 */
@NullMarked
package io.nightshift.engine.user;

import org.jspecify.annotations.NullMarked;
