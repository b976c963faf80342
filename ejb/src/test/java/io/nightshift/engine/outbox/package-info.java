@NullMarked
package io.nightshift.engine.outbox;

import org.jspecify.annotations.NullMarked;
