/**
 * The console: one bean a page, and the plain classes that put numbers, times and states into words.
 *
 * <p>A bean translates: the URL into a query, a click into one call of the engine, rows into what a page shows. It
 * decides nothing about jobs, holds no state between requests, and never writes markup.
 *
 * <p>Here stands what all pages say alike: words, states, times, who looks. The pages have rooms by subject.
 */
@NullMarked
package io.nightshift.web.console;

import org.jspecify.annotations.NullMarked;
