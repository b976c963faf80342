package io.nightshift.store.port;

import org.jspecify.annotations.Nullable;

/**
 * A tenant that a claim asks.
 *
 * @param tenant its name; {@link #NOBODY} for the jobs that name none, which are one tenant like any other
 * @param after take only what lies behind this place; null from the start
 */
public record Turn(String tenant, Claimed.@Nullable Cursor after) {

    /** The tenant of jobs without one. */
    public static final String NOBODY = "";
}
