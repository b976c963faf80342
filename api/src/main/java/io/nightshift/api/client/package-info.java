/**
 * How application code in the same EAR asks for jobs and hears of them.
 *
 * <p>The client joins the caller's JTA transaction: what is submitted exists if and only if the caller commits.
 */
@NullMarked
package io.nightshift.api.client;

import org.jspecify.annotations.NullMarked;
