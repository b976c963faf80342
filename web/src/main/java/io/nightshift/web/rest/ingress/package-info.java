/**
 * Messages of other systems: which destinations are bound, and what could not become a job.
 */
@NullMarked
package io.nightshift.web.rest.ingress;

import org.jspecify.annotations.NullMarked;
