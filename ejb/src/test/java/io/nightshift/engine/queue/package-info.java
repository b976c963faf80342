/** Tests of steering queues and types. */
@NullMarked
package io.nightshift.engine.queue;

import org.jspecify.annotations.NullMarked;
