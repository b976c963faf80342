/**
 * Brings the tables to what this version needs, before Hibernate checks them. Owns the order of the scripts under
 * {@code db/migration}; never changes a row of the application.
 */
@NullMarked
package io.nightshift.store.migration;

import org.jspecify.annotations.NullMarked;
