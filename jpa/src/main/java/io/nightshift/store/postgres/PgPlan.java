package io.nightshift.store.postgres;

/**
 * Keeps PostgreSQL from running a plan that was made for tables of another size.
 *
 * <p>After a few calls PostgreSQL keeps one plan per prepared statement and connection. The places are empty at one moment
 * and hold a million rows at the next, and a plan that reads an empty table from end to end would stay in use until somebody
 * analyzes the table. Planning a claim or a finish anew takes 0.2 to 0.4 ms a batch.
 */
public final class PgPlan {

    /**
     * A condition that is always true and is evaluated once per statement: from then on the connection plans each
     * statement anew. It costs no round trip, unlike a SET.
     */
    public static final String FRESH = "(select set_config('plan_cache_mode', 'force_custom_plan', false)) is not null";

    private PgPlan() {}
}
