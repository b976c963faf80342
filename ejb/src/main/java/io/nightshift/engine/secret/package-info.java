/**
 * Owns secrets that arguments refer to: it reads them when an attempt begins, and hides them in what that attempt says. It
 * never stores, logs or shows one.
 */
@NullMarked
package io.nightshift.engine.secret;

import org.jspecify.annotations.NullMarked;
