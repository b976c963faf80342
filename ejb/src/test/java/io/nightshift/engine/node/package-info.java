/** Tests of the node's own part in the cluster. */
@NullMarked
package io.nightshift.engine.node;

import org.jspecify.annotations.NullMarked;
