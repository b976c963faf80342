/**
 * What operators see and change of queues.
 */
@NullMarked
package io.nightshift.engine.queue;

import org.jspecify.annotations.NullMarked;
