/**
 * What the broker lets programs outside do, and what it does not: real clients over the network, some of them hostile. Beside
 * the shared server some tests have one of their own, which their messages could end.
 */
@NullMarked
package io.nightshift.test.broker;

import org.jspecify.annotations.NullMarked;
