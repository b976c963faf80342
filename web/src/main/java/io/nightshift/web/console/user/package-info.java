/** Pages of accounts: one's own, and those of all users. */
@NullMarked
package io.nightshift.web.console.user;

import org.jspecify.annotations.NullMarked;
