/**
 * Arguments and results as JSON: limits before anything is parsed, unknown fields refused, one canonical form. Knows nothing
 * of jobs beyond the names of their fields.
 */
@NullMarked
package io.nightshift.engine.json;

import org.jspecify.annotations.NullMarked;
