/**
 * Turns messages of other systems into jobs or rejects, and acknowledges them afterwards. Never deserialises an object.
 */
@NullMarked
package io.nightshift.engine.ingress;

import org.jspecify.annotations.NullMarked;
