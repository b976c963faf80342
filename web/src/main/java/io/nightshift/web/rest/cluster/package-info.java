/**
 * How the cluster stands: nodes, overview, and who changed what.
 */
@NullMarked
package io.nightshift.web.rest.cluster;

import org.jspecify.annotations.NullMarked;
