/**
 * How a request is read before a resource sees it: who may call, how large a body may be, what a body, a path and a query may hold.
 * Decides nothing about jobs.
 */
@NullMarked
package io.nightshift.web.rest.request;

import org.jspecify.annotations.NullMarked;
