/**
 * The job types of this node: which handler each has, how its arguments are read, and when a failed attempt is tried again.
 * Fixed at the node's start; knows of no running job.
 */
@NullMarked
package io.nightshift.engine.handler;

import org.jspecify.annotations.NullMarked;
