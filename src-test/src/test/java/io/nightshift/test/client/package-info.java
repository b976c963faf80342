/**
 * What the tests speak with the servers: HTTP with JSON, JMS, and words for what they expect. Knows no server's inside.
 */
@NullMarked
package io.nightshift.test.client;

import org.jspecify.annotations.NullMarked;
