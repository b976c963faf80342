/**
 * From a request to a stored job: validation, idempotency, group commit, wake-up after commit.
 */
@NullMarked
package io.nightshift.engine.submit;

import org.jspecify.annotations.NullMarked;
