/**
 * The console in a real browser, under its real Content-Security-Policy: every error of a script and every violation of the
 * policy fails the test that met it. Without a browser these tests fail and say how to get one.
 */
@NullMarked
package io.nightshift.test.browser;

import org.jspecify.annotations.NullMarked;
