/**
 * Queues and job types: what is set for them, and how their breakers stand.
 */
@NullMarked
package io.nightshift.web.rest.queue;

import org.jspecify.annotations.NullMarked;
