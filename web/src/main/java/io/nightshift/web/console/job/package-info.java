/** Pages of jobs: the list with its filter, one job, submitting. */
@NullMarked
package io.nightshift.web.console.job;

import org.jspecify.annotations.NullMarked;
