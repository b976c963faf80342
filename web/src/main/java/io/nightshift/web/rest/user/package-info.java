/**
 * People and services that may sign in.
 */
@NullMarked
package io.nightshift.web.rest.user;

import org.jspecify.annotations.NullMarked;
