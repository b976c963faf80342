/** Operations on many jobs, without a database. */
@NullMarked
package io.nightshift.engine.bulk;

import org.jspecify.annotations.NullMarked;
