/** Pages of schedules. */
@NullMarked
package io.nightshift.web.console.schedule;

import org.jspecify.annotations.NullMarked;
