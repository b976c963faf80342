/**
 * What operators see and change of queues and of job types: pause, resume, limits, breakers.
 */
@NullMarked
package io.nightshift.engine.queue;

import org.jspecify.annotations.NullMarked;
