/** Pages of operations on many jobs. */
@NullMarked
package io.nightshift.web.console.operation;

import org.jspecify.annotations.NullMarked;
