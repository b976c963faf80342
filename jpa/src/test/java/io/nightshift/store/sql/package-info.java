@NullMarked
package io.nightshift.store.sql;

import org.jspecify.annotations.NullMarked;
