/**
 * Schedules, and when a rule would fire before one is made of it.
 */
@NullMarked
package io.nightshift.web.rest.schedule;

import org.jspecify.annotations.NullMarked;
