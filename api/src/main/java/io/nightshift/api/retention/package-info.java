/**
 * How a job may remove jobs that ended long ago. Only terminal jobs can be removed.
 */
@NullMarked
package io.nightshift.api.retention;

import org.jspecify.annotations.NullMarked;
