/**
 * Who may ask what from where: the roles, who is let in and for how long, the refusal of requests from other sites, and the
 * headers that keep browsers careful. Secrets are checked by the engine, never here.
 */
@NullMarked
package io.nightshift.web.security;

import org.jspecify.annotations.NullMarked;
