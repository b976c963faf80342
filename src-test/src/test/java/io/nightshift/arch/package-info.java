/**
 * The rules of the house, read off the compiled classes: who may know whom, and what nobody may use. Needs no server.
 */
@NullMarked
package io.nightshift.arch;

import org.jspecify.annotations.NullMarked;
