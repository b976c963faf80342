/** Tests of what the engine sees of jobs. */
@NullMarked
package io.nightshift.store.port;

import org.jspecify.annotations.NullMarked;
