/**
 * What people do to jobs, one or many: cancel, retry, remove, give another place; and a job that another one replaces. A
 * job that moved on meanwhile is an answer.
 */
@NullMarked
package io.nightshift.store.steer;

import org.jspecify.annotations.NullMarked;
