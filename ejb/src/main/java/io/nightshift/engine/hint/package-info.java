/**
 * Hints between nodes: "queue X has work". Only ever shortens waiting: hints are not persistent, short-lived, sent after the
 * commit, and dropped rather than waited for. Nothing is wrong without them, only slower.
 */
@NullMarked
package io.nightshift.engine.hint;

import org.jspecify.annotations.NullMarked;
