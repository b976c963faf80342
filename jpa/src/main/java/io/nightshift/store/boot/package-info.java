/**
 * Makes the stores CDI beans: looks up the data sources, asks the database what it is, and hands the plain classes their
 * parts. The only package of the store that knows the container.
 */
@NullMarked
package io.nightshift.store.boot;

import org.jspecify.annotations.NullMarked;
