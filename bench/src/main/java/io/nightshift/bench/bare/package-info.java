/** A message-driven bean to compare with. Needs the broker inside the server, where it makes its own queue. */
@NullMarked
package io.nightshift.bench.bare;

import org.jspecify.annotations.NullMarked;
