/** Pages of what jobs wait in and run on: queues with their bindings, job types, rejected messages, nodes. */
@NullMarked
package io.nightshift.web.console.queue;

import org.jspecify.annotations.NullMarked;
