package io.nightshift.api.bulk;

import org.jspecify.annotations.Nullable;

/**
 * Where jobs are moved; at least one of the two.
 *
 * @param queue the queue they run in from now on; null to leave them where they are
 * @param priority 0 (first) to 9 (last); null to leave it
 */
public record BulkTarget(@Nullable String queue, @Nullable Integer priority) {}
