/**
 * Puts the engine together at the start of the server and takes it apart at its end. The only place that knows the
 * container: its threads, its beans, its transactions. Holds no logic.
 */
@NullMarked
package io.nightshift.engine.boot;

import org.jspecify.annotations.NullMarked;
