/**
 * The real EAR in a real server, from outside: over HTTP and JMS. All classes share one server and one deployment, so a
 * test uses names of its own and never asks how many jobs there are in all.
 */
@NullMarked
package io.nightshift.test.deployed;

import org.jspecify.annotations.NullMarked;
