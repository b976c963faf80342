/**
 * Rules for arguments that Bean Validation does not bring. They look at values only and never at the outside world.
 */
@NullMarked
package io.nightshift.jobs.check;

import org.jspecify.annotations.NullMarked;
