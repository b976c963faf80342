/**
 * The course that every system on the JVM is sent over: the same loads, started and timed by the same code, whether the
 * system lives in the program itself or in our server. Knows no system.
 */
@NullMarked
package io.nightshift.bench.course;

import org.jspecify.annotations.NullMarked;
