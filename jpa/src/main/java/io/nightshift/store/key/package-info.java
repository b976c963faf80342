/**
 * Keys that jobs share. A concurrency or ordering key is a gate ({@code key_gate}) with holders ({@code key_holder}) and
 * jobs that wait for it ({@code blocked}): at most so many are READY or RUNNING. A unique key ({@code pending_key}) names
 * the one job that may be pending.
 */
@NullMarked
package io.nightshift.store.key;

import org.jspecify.annotations.NullMarked;
