/**
 * Everything that fits a filter: counted, or steered by an operation.
 */
@NullMarked
package io.nightshift.web.rest.operation;

import org.jspecify.annotations.NullMarked;
