/**
 * Jobs: submit, find, steer, one or many at a time, and why one is not running.
 */
@NullMarked
package io.nightshift.web.rest.job;

import org.jspecify.annotations.NullMarked;
