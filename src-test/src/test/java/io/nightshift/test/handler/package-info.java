/**
 * Handlers of somebody else: packed into a jar of their own and laid into {@code lib/} of the deployed EAR, as a user
 * would do. They compile against {@code api} only. Nothing here knows how the tests run.
 */
@NullMarked
package io.nightshift.test.handler;

import org.jspecify.annotations.NullMarked;
