/** What the archive carries of others: named, licensed, and listed for scanners. */
@NullMarked
package io.nightshift.test.supply;

import org.jspecify.annotations.NullMarked;
