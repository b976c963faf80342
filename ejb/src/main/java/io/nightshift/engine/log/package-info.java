/** What the engine writes into the server's log: one interface, stable ids, never arguments or results. */
@NullMarked
package io.nightshift.engine.log;

import org.jspecify.annotations.NullMarked;
