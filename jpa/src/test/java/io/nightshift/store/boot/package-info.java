/** Tests of what the store does when the application starts. */
@NullMarked
package io.nightshift.store.boot;

import org.jspecify.annotations.NullMarked;
