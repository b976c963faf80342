/**
 * Owns what is recorded of acts: each in one transaction with what it changed, so there is no act without its record and
 * no record of an act that failed; and of refusals, bounded. It decides nothing.
 */
@NullMarked
package io.nightshift.engine.audit;

import org.jspecify.annotations.NullMarked;
