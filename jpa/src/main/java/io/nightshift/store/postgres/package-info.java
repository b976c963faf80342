/**
 * The statements for PostgreSQL: one a move, because a round trip costs more than what it does. Known to {@code store.boot}
 * alone. They stand in the files beside the classes.
 *
 * <p><b>Plans.</b> After a few calls PostgreSQL keeps one plan per prepared statement and connection. The places are empty at one
 * moment and hold a million rows at the next, and a plan that reads an empty table from end to end would stay in use until
 * somebody analyzes the table. So claims and finishes have the condition {@code (select set_config('plan_cache_mode',
 * 'force_custom_plan', false)) is not null}. It is always true and evaluated once per statement: from then on the connection plans
 * each statement anew. It costs no round trip, unlike a SET; planning a claim or a finish anew takes 0.2 to 0.4 ms a batch.
 */
@NullMarked
package io.nightshift.store.postgres;

import org.jspecify.annotations.NullMarked;
