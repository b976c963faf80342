/**
 * Takes ready jobs from the queues and hands them to the runner: one lane per queue on this node.
 *
 * <p>A lane takes no more than it has room for, stops taking when the node's lease is not renewed, and gives back what it
 * could not start in time. Hints only shorten its waiting: without any it polls.
 *
 * <p>Nobody starves: the tenants of a queue take turns, those that better priorities overtook for too long get a share, and
 * queues divide the slots by their weights. All of it is about order, and nothing of it is asked of the database per claim.
 */
@NullMarked
package io.nightshift.engine.dispatch;

import org.jspecify.annotations.NullMarked;
