/**
 * Lends the store's way of removing jobs to jobs themselves. Owns nothing and decides nothing: what is removed when is
 * said by the arguments of a job, and that only terminal jobs go is guarded by the store.
 */
@NullMarked
package io.nightshift.engine.retention;

import org.jspecify.annotations.NullMarked;
