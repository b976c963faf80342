/**
 * Who may ask what from where: the roles, the gate before the API, the refusal of requests from other sites, and the
 * headers that keep browsers careful. Passwords are checked by the server's security domain, never here.
 */
@NullMarked
package io.nightshift.web.security;

import org.jspecify.annotations.NullMarked;
