/**
 * The servers of the tests: a fresh base folder each, free ports, the EAR with the handlers of the tests in it. One is
 * shared by the deployed tests and run by Arquillian; the others are processes that a test starts, kills and ends itself.
 */
@NullMarked
package io.nightshift.test.server;

import org.jspecify.annotations.NullMarked;
