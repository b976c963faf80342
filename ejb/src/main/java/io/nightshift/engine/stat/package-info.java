/**
 * One snapshot a second of what lies where, for everybody who watches; viewers never make the database count.
 */
@NullMarked
package io.nightshift.engine.stat;

import org.jspecify.annotations.NullMarked;
