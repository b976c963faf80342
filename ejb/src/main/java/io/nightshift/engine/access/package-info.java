/**
 * Owns who may do what: the one table of acts and roles that every way in asks. It knows nothing of how somebody was let
 * in; it never shows or stores anything.
 */
@NullMarked
package io.nightshift.engine.access;

import org.jspecify.annotations.NullMarked;
