/** A store in memory and a handler to go with it, for tests of the engine without a server or a database. */
@NullMarked
package io.nightshift.engine.fake;

import org.jspecify.annotations.NullMarked;
