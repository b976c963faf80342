/**
 * Reads jobs for people: one of them, pages, walks, and what one waits for. Never locks and never changes anything; no read
 * grows with the history.
 */
@NullMarked
package io.nightshift.store.read;

import org.jspecify.annotations.NullMarked;
