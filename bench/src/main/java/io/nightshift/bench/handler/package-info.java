/** The job type of the bench. Lies in the EAR's {@code lib/}, as the handlers of any application do. */
@NullMarked
package io.nightshift.bench.handler;

import org.jspecify.annotations.NullMarked;
