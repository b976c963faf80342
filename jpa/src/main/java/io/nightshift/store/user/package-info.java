/**
 * Owns the users and roles that may sign in. Reads them for checks is the server's own realm; this writes them.
 */
@NullMarked
package io.nightshift.store.user;

import org.jspecify.annotations.NullMarked;
